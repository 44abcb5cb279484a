"""Optional libraries, named by the extra that installs them."""

from collections.abc import Iterator
from contextlib import contextmanager


class MissingExtraError(ImportError):
    """A library of an extra is not installed; the message is one line that names the extra."""


@contextmanager
def extra(name: str, what: str) -> Iterator[None]:
    """Raise `MissingExtraError` where an import in the block finds no library.

    `what` says who needs it, as in "the Redis cache". A missing module of Parlons itself is a fault
    of ours that no extra mends, and passes.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] == "parlons":
            raise
        message = f"{what} needs the extra '{name}': pip install 'parlons[{name}]'"
        raise MissingExtraError(message, name=error.name) from error
