"""The numbers of a course, as tables, as bars and as JSON."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs

from parlons.application.ports.codec import camel_case
from parlons.domain.learning.course_statistics import KINDS, Statistics
from parlons.entrypoints.cli.output import show_bars, show_table

_SHORT: Final[Mapping[str, str]] = {
    "multiple_choice": "choice",
    "fill_in_blank": "blanks",
    "matching": "pairs",
    "ordering": "order",
    "translation": "transl.",
    "listening": "listen",
    "speaking": "speak",
    "flashcard": "cards",
}


def show_statistics(units: Sequence[Statistics], total: Statistics) -> None:
    """Print a table of what each unit has, one of its kinds of exercise, and a bar for each."""
    rows = [*units, attrs.evolve(total, name="total")]
    columns = ("unit", "lessons", "exercises", "words", "dialogues", "sound", "same frame")
    show_table(columns, map(_row, rows))
    kinds = (_SHORT.get(kind, kind) for kind in KINDS)
    show_table(("unit", *kinds), ((row.name, *row.kinds.values()) for row in rows))
    show_bars("exercises", [(unit.name, unit.exercises) for unit in units])


def as_json(units: Sequence[Statistics], total: Statistics) -> dict[str, Any]:
    """Return the same as JSON."""
    return {"units": [_document(unit) for unit in units], "total": _document(total)}


def _row(row: Statistics) -> tuple[object, ...]:
    return (
        *(row.name, row.lessons, row.exercises, row.vocabulary),
        *(row.dialogues, row.spoken_texts, f"{row.shared_share:.0%}"),
    )


def _document(row: Statistics) -> dict[str, Any]:
    counts = {camel_case(name): value for name, value in attrs.asdict(row).items()}
    return counts | {"sharedShare": round(row.shared_share, 4)}
