"""Nouns of two genders: "serveur" and "serveuse"."""

from parlons.adapters.llm.lexicon_tutor.course.course_book import CourseBook
from parlons.domain.learning.catalogue import LexiconEntry
from parlons.domain.learning.gender_pairs import are_genders_of_one
from parlons.domain.learning.vocabulary_entry import Gender


def partner_of(book: CourseBook, found: LexiconEntry, wanted: Gender) -> LexiconEntry | None:
    """Return the noun of the gender that is wanted beside one of the other gender."""
    entry = found.entry
    if {entry.gender, wanted} != {Gender.MASCULINE, Gender.FEMININE}:
        return None
    others = (each for each in book.lexicon if each.entry.gender is wanted)
    return next((each for each in others if are_genders_of_one(entry, each.entry)), None)
