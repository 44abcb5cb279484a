"""What the command line gives, as values of the domain."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer


@contextmanager
def checked() -> Iterator[None]:
    """Turn a value that the domain refuses into bad usage of the command."""
    try:
        yield
    except ValueError as error:
        raise typer.BadParameter(str(error.args[0])) from error
