"""What the course's tutor says, in English and as Markdown."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from parlons.adapters.llm.lexicon_tutor.languages import english_name, primary
from parlons.adapters.llm.lexicon_tutor.phrasebook import Hit
from parlons.adapters.llm.lexicon_tutor.word_question import Direction, WordQuestion
from parlons.domain.learning.catalogue import PathSummary, UnitReference, UnitSummary
from parlons.domain.learning.vocabulary_entry import Gender, VocabularyEntry

_LONGEST_ECHO: Final = 60
_MARKUP: Final = re.compile(r"[\\`*_{}\[\]<>#|~]")


def found(path: PathSummary, hits: Sequence[Hit]) -> str:
    """Say what a word is or means, where it is taught, and what the course notes about it."""
    return "\n\n".join(paragraph for hit in hits for paragraph in _paragraphs(path, hit))


def not_found(
    path: PathSummary, units: Sequence[UnitSummary], question: WordQuestion | None
) -> str:
    """Say plainly that the course does not hold the answer, and what it does hold."""
    covered = [f"- {_place(unit)}" for unit in units]
    if path.unit_count > len(units):
        covered.append(f"- and {path.unit_count - len(units)} more")
    target = english_name(path.target_language)
    return (
        f"{_apology(path, question)}\n\nThe course covers:\n\n"
        + "\n".join(covered)
        + "\n\nI can look up its words and phrases both ways:"
        f" “How do you say … in {target}?”, “What does … mean?”"
    )


def _paragraphs(path: PathSummary, hit: Hit) -> Iterator[str]:
    entry = hit.found.entry
    yield f"{_equation(path, hit)} ({_place(hit.found.unit)})."
    if entry.example is not None:
        translation = entry.example_translation
        yield f"Example: *{entry.example}*" + (f" ({translation})" if translation else "")
    if entry.note is not None:
        yield f"Note: {entry.note}"


def _equation(path: PathSummary, hit: Hit) -> str:
    headword = _headword(hit.found.entry)
    if hit.direction is Direction.INTO_TARGET:
        return f"“{hit.name}” is {headword} in {english_name(path.target_language)}"
    meanings = " or ".join(f"“{each}”" for each in hit.found.entry.translations)
    return f"{headword} means {meanings} in {english_name(path.source_language)}"


def _headword(entry: VocabularyEntry) -> str:
    if entry.gender is None:
        return f"**{entry.term}**"
    gender = "masculine or feminine" if entry.gender is Gender.COMMON else entry.gender
    return f"**{entry.term}** ({entry.part_of_speech.replace('_', ' ')}, {gender})"


def _place(unit: UnitReference | UnitSummary) -> str:
    return f"Unit {unit.position}, {unit.title}"


def _apology(path: PathSummary, question: WordQuestion | None) -> str:
    known = {primary(path.source_language), primary(path.target_language), None}
    strange = {question.into, question.out_of} - known if question else set()
    if strange:
        names = " or ".join(sorted(english_name(tag) for tag in strange if tag))
        return f"This course teaches {english_name(path.target_language)}: I know no {names}."
    if question is None or not 0 < len(question.phrase) <= _LONGEST_ECHO:
        return "I am the course’s own tutor, and I found none of its words in your question."
    phrase = _MARKUP.sub(r"\\\g<0>", question.phrase)
    return f"“{phrase}” is not among the words of this course, so I cannot say."
