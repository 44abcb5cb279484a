"""The page on the command line lists every command."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from parlons.entrypoints.cli.main import app

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")


def commands(command: Any, *names: str) -> Iterator[str]:
    for name, each in getattr(command, "commands", {}).items():
        if hasattr(each, "commands"):
            yield from commands(each, *names, name)
        elif not each.hidden:
            yield " ".join((*names, name))


@pytest.mark.generated
def test_every_command_is_listed():
    rows = re.findall(r"^\| `parlons ([a-z -]+?)(?: [A-Z\[][^`]*)?` \|", PAGE, re.MULTILINE)
    assert sorted(rows) == sorted(commands(typer.main.get_command(app)))
