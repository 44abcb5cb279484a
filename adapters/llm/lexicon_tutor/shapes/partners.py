"""Nouns of two genders: "serveur" and "serveuse"."""

from typing import Final

from parlons.adapters.llm.lexicon_tutor.course.course_book import CourseBook
from parlons.adapters.llm.lexicon_tutor.french.genders import is_feminine_of
from parlons.domain.exercises.writing import folded
from parlons.domain.learning.catalogue import LexiconEntry
from parlons.domain.learning.vocabulary_entry import Gender, VocabularyEntry

_STEM: Final = 3


def partner_of(book: CourseBook, found: LexiconEntry, wanted: Gender) -> LexiconEntry | None:
    """Return the noun of the gender that is wanted beside one of the other gender."""
    entry = found.entry
    if {entry.gender, wanted} != {Gender.MASCULINE, Gender.FEMININE}:
        return None
    others = (each for each in book.lexicon if each.entry.gender is wanted)
    return next((each for each in others if _are_partners(entry, each.entry)), None)


def _are_partners(one: VocabularyEntry, other: VocabularyEntry) -> bool:
    """Say whether one noun is the other's feminine by its ending, or by its meaning and stem."""
    pair = (one, other) if one.gender is Gender.FEMININE else (other, one)
    alike = set(one.translations) & set(other.translations)
    stems = {folded(each.term)[:_STEM] for each in pair}
    return is_feminine_of(pair[0].term, pair[1].term) or (bool(alike) and len(stems) == 1)
