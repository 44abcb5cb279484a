"""Nouns that have an entry for each gender."""

from typing import Final

from parlons.domain.exercises.writing import folded
from parlons.domain.learning.vocabulary_entry import Gender, PartOfSpeech, VocabularyEntry

_STEM: Final = 3
_LONGER: Final = 2
_ENDINGS: Final = (("teur", "trice"), ("eur", "euse"), ("er", "ere"))


def are_genders_of_one(one: VocabularyEntry, other: VocabularyEntry) -> bool:
    """Say whether two entries are the genders of one noun: "copain" and "copine".

    They translate alike and begin alike ("ami", "amie"), or differ by endings that only persons
    have ("serveur", "serveuse").
    """
    if {one.gender, other.gender} != {Gender.MASCULINE, Gender.FEMININE}:
        return False
    if not one.part_of_speech is other.part_of_speech is PartOfSpeech.NOUN:
        return False
    terms = folded(one.term), folded(other.term)
    if any(_differ_by(*ending, terms) for ending in _ENDINGS):
        return True
    alike = bool({*one.translations} & {*other.translations})
    return (
        alike
        and terms[0][:_STEM] == terms[1][:_STEM]
        and abs(len(terms[0]) - len(terms[1])) <= _LONGER
    )


def _differ_by(masculine: str, feminine: str, terms: tuple[str, str]) -> bool:
    for one, other in (terms, terms[::-1]):
        if one.endswith(masculine) and one.removesuffix(masculine) + feminine == other:
            return True
    return False
