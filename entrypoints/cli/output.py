"""What people read: results on stdout, everything else on stderr.

In a terminal it is coloured and laid out to the width; elsewhere it is plain text, one line for
one thing, with tabs between the columns.
"""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table
from rich.text import Text

OUT: Final = Console(highlight=False)
ERR: Final = Console(stderr=True, highlight=False)

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def show(text: str, style: str = "") -> None:
    """Print a result."""
    _print(OUT, text, style)


def show_markdown(text: str) -> None:
    """Print a result whose author may have used Markdown."""
    if OUT.is_terminal:
        OUT.print(Markdown(_safe(text).plain))
    else:
        show(text)


def show_piece(text: str) -> None:
    """Print the next piece of a result that arrives bit by bit."""
    OUT.print(_safe(text), end="", soft_wrap=True)


def show_json(value: object) -> None:
    """Print a value for a program to read."""
    OUT.print(_safe(json.dumps(value, ensure_ascii=False, indent=2)), soft_wrap=True)


def show_document(text: str) -> None:
    """Print text exactly as it is, tabs and all."""
    OUT.file.write(text)


def show_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows; columns are named in both forms."""
    if not OUT.is_terminal:
        for row in (columns, *rows):
            show_document("\t".join(_cell(each).plain for each in row) + "\n")
        return
    table = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for row in rows:
        table.add_row(*map(_cell, row))
    OUT.print(table)


def show_bars(title: str, rows: Sequence[tuple[str, int]]) -> None:
    """Draw a bar for each number, in a terminal only: elsewhere the numbers tell more."""
    if not OUT.is_terminal:
        return
    block = "#" if OUT.options.ascii_only else "█"
    names = [_cell(name) for name, _ in rows]
    beside = max((name.cell_len for name in names), default=0)
    digits = len(str(max((number for _, number in rows), default=0)))
    room = max(1, OUT.width - beside - digits - 2)
    longest = max((number for _, number in rows), default=0) or 1
    show(f"\n{title}", style="bold")
    for name, (_, number) in zip(names, rows, strict=True):
        name.pad_right(beside - name.cell_len)
        OUT.print(Text.assemble(name, f" {number:>{digits}} ", block * (number * room // longest)))


def note(text: str, style: str = "dim") -> None:
    """Tell what goes on."""
    _print(ERR, text, style)


def complain(text: str) -> None:
    """Tell in one line what went wrong."""
    line = Text("parlons: ", style="bold red") + _safe(" ".join(text.split()))
    ERR.print(line, soft_wrap=True)


def _print(console: Console, text: str, style: str) -> None:
    console.print(_safe(text, style), soft_wrap=not console.is_terminal)


def _cell(value: object) -> Text:
    return _safe(" ".join(str(value).split()))


def _safe(text: str, style: str = "") -> Text:
    """Words of a model, a course or a user cannot steer the terminal."""
    return Text(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", text), style=style)
