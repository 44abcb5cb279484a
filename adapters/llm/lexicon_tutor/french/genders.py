"""How French makes the feminine of a noun out of the masculine."""

from typing import Final

from parlons.domain.exercises.writing import folded

_ENDINGS: Final = (
    ("", "e"),
    ("", "ne"),
    ("", "le"),
    ("", "te"),
    ("eur", "euse"),
    ("teur", "trice"),
    ("", "esse"),
    ("f", "ve"),
    ("x", "se"),
)


def is_feminine_of(feminine: str, masculine: str) -> bool:
    """Say whether a noun ends as the feminine of another does: "actrice" beside "acteur"."""
    one, other = folded(masculine), folded(feminine)
    return any(
        one.endswith(short) and other == f"{one.removesuffix(short)}{long}"
        for short, long in _ENDINGS
    )
