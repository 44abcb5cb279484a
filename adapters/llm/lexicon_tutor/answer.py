"""What the course's tutor has to say to a question."""

from collections.abc import Iterable

from attrs import frozen

from parlons.adapters.llm.lexicon_tutor.course.hit import Hit
from parlons.domain.learning.catalogue import UnitReference


@frozen(kw_only=True)
class Answer:
    """Paragraphs in a language, and the units that they are from.

    `known` is False where the question is understood and the course does not hold the answer; the
    paragraphs then say what is missing. `assumed` is the word taken for one that was not written
    quite like it.
    """

    language: str
    paragraphs: tuple[str, ...]
    units: tuple[UnitReference, ...] = ()
    known: bool = True
    assumed: str | None = None


def answer(
    language: str,
    paragraphs: Iterable[str],
    *,
    hits: Iterable[Hit] = (),
    units: Iterable[UnitReference] = (),
) -> Answer:
    """State something about words that were found, or about units."""
    found = tuple(hits)
    slips = [hit.name for hit in found if hit.slip]
    return Answer(
        language=language,
        paragraphs=tuple(paragraphs),
        units=tuple(dict.fromkeys([*(hit.unit for hit in found), *units])),
        assumed=slips[0] if slips else None,
    )


def unknown(language: str, *paragraphs: str) -> Answer:
    """Say that a question is understood, and what is missing to answer it."""
    return Answer(language=language, paragraphs=paragraphs, known=False)
