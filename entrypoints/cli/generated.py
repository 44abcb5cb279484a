"""Documents that are generated and committed."""

from pathlib import Path
from typing import Annotated

import typer

from parlons.domain.errors import ParlonsError
from parlons.entrypoints.cli.output import show, show_document

Check = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, help="Fail unless this file holds just that."),
]
Output = Annotated[
    Path | None, typer.Option(dir_okay=False, help="File to write; by default stdout.")
]


class StaleFileError(ParlonsError):
    """A generated file differs from what would be generated now."""


def deliver(document: str, *, check: Path | None, output: Path | None, command: str) -> None:
    """Write the document, or compare it to a file.

    `command` is what would write it. Raises `StaleFileError`.
    """
    if check is not None:
        if check.read_text(encoding="utf-8") != document:
            raise StaleFileError(f"{check} is stale: run `parlons {command} --output {check}`")
        show(f"{check} is up to date")
    elif output is not None:
        output.write_text(document, encoding="utf-8")
    else:
        show_document(document)
