import pytest
from tests.support.small_course import AT_THE_CAFE, GREETINGS

from parlons.adapters.llm.lexicon_tutor.course.phrasebook import Phrasebook
from parlons.adapters.llm.lexicon_tutor.reading.word_question import WordQuestion
from parlons.domain.learning.catalogue import LexiconEntry, UnitReference

UNIT = UnitReference(unit_id=1, slug="bonjour", position=1, title="Bonjour !")
BOOK = Phrasebook(
    "en", "fr", [LexiconEntry(entry=entry, unit=UNIT) for entry in GREETINGS + AT_THE_CAFE]
)


def terms(phrase: str, **asked: object) -> list[str]:
    question = WordQuestion(phrase=phrase, **asked)
    return [hit.found.entry.term for hit in BOOK.look_up(question)]


@pytest.mark.parametrize(
    ("phrase", "term"),
    [
        ("good evening", "bonsoir"),
        ("Good  Evening!", "bonsoir"),
        ("« BONSOIR »", "bonsoir"),
        ("the bread", "pain"),
        ("un pain", "pain"),
        ("eau", "l'eau"),
        ("l’eau", "l'eau"),
        ("eat", "manger"),
        ("s il vous plait", "s'il vous plaît"),
        ("how are you", "ça va"),
        ("Comment ca va ?", "ça va"),
    ],
)
def test_quotes_case_accents_articles_and_punctuation_may_differ(phrase: str, term: str):
    assert terms(phrase) == [term]


def test_the_closest_spelling_decides():
    assert terms("ou") == ["ou"]
    assert terms("où") == ["où"]


def test_an_accent_may_be_left_out_where_that_is_no_other_word():
    assert terms("ca va") == ["ça va"]


def test_a_remark_in_brackets_need_not_be_said():
    assert terms("you") == ["tu", "vous"]
    assert terms("you (formal)") == ["vous"]


def test_a_word_s_first_translation_counts_more_than_its_second():
    assert terms("bye") == ["adieu", "salut"]
    assert terms("farewell") == ["adieu"]


def test_a_language_that_was_named_is_obeyed():
    assert terms("pain", into="fr") == []
    assert terms("pain", into="en") == ["pain"]
    assert terms("pain", out_of="fr") == ["pain"]
    assert terms("bread", out_of="en") == ["pain"]


def test_another_language_has_no_words_here():
    assert terms("bonsoir", into="es") == []
    assert terms("bonsoir", out_of="de", into="en") == []


@pytest.mark.parametrize("phrase", ["", "?", "...", "the", "house", "bread bread"])
def test_what_is_not_taught_is_not_found(phrase: str):
    assert terms(phrase) == []
