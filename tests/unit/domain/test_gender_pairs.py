"""Two genders of one noun are told from nouns that look alike."""

import pytest

from parlons.domain.learning.gender_pairs import are_genders_of_one
from parlons.domain.learning.vocabulary_entry import Gender, PartOfSpeech, VocabularyEntry


def noun(term: str, gender: Gender, *translations: str) -> VocabularyEntry:
    return VocabularyEntry(
        term=term, translations=translations, part_of_speech=PartOfSpeech.NOUN, gender=gender
    )


@pytest.mark.parametrize(
    ("masculine", "feminine", "expected"),
    [
        (("voisin", "neighbour"), ("voisine", "neighbour"), True),
        (("copain", "friend"), ("copine", "friend"), True),
        (("chat", "cat"), ("chatte", "cat"), True),
        (("serveur", "waiter"), ("serveuse", "waitress"), True),
        (("acteur", "actor"), ("actrice", "actress"), True),
        (("boulanger", "baker"), ("boulangère", "woman baker"), True),
        (("jambon", "ham"), ("jambe", "leg"), False),
        (("étage", "floor"), ("étagère", "shelf"), False),
        (("plan", "map"), ("plante", "plant"), False),
        (("jour", "day"), ("journée", "day"), False),
        (("port", "harbour"), ("porte", "door"), False),
        (("pharmacien", "pharmacist"), ("pharmacie", "pharmacy"), False),
    ],
)
def test_genders_of_one_noun(masculine, feminine, expected):
    one, other = (
        noun(masculine[0], Gender.MASCULINE, masculine[1]),
        noun(feminine[0], Gender.FEMININE, feminine[1]),
    )
    assert are_genders_of_one(one, other) is expected
    assert are_genders_of_one(other, one) is expected


def test_two_nouns_of_one_gender_are_two_nouns():
    one, other = (noun(term, Gender.MASCULINE, "friend") for term in ("ami", "amis"))
    assert not are_genders_of_one(one, other)
