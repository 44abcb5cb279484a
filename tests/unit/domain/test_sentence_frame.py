"""What sentences have in common that differ in a few words only."""

import pytest
from tests.support.course_parts import CARD, choose, course, say, translate, unit, word, words

from parlons.domain.exercises.flashcard import Flashcard
from parlons.domain.exercises.matching import Matching, Pair
from parlons.domain.learning.course_reading import CourseReading
from parlons.domain.learning.sentence_frame import SentenceFrames

VOCABULARY = (
    *words("chat porte", gender="masculine"),
    word("pomme", forms={"plural": ("pommes",)}),
    word("pomme de terre", forms={"plural": ("pommes de terre",)}),
    word("petit", part="adjective", forms={"feminine": ("petite",)}),
    *words("un deux vingt", "numeral"),
    word("un", part="determiner", forms={"feminine": ("une",)}),
    word("Paris", part="proper_noun"),
    word("porter", part="verb", forms={"present": ("il porte",)}),
    *words("je il", "pronoun"),
    word("vert", part="adjective"),
    word("vert", gender="masculine"),
    *words("de à", "preposition"),
)


def frames(*exercises) -> SentenceFrames:
    return SentenceFrames.of(CourseReading.of(course(unit("one", VOCABULARY, *exercises))))


@pytest.mark.parametrize(
    ("sentence", "frame"),
    [
        ("Je vois un petit chat !", "je vois un ADJECTIVE NOUN"),
        ("je vois une petite pomme", "je vois une ADJECTIVE NOUN"),
        ("Je vois des pommes de terre.", "je vois des NOUN"),
        ("Il porte une pomme.", "il NOUN une NOUN"),
        ("J’ai vingt-deux chats, là.", "j ai NUMERAL chats la"),
        ("J'ai 22 chats.", "j ai NUMERAL chats"),
        ("Je vois Paris, Zoé.", "je vois PROPER_NOUN PROPER_NOUN"),
        ("Nina voit Paris.", "PROPER_NOUN voit PROPER_NOUN"),
        ("Je vois du vert.", "je vois du NOUN"),
        ("Un chat", None),
    ],
)
def test_what_makes_a_sentence_differ_is_replaced(sentence, frame):
    assert frames(say("a", "Zoé voit le chat.")).frame(sentence) == frame


CHAT, POMME = "Je vois un petit chat.", "Je vois un petit porte."


@pytest.mark.parametrize(
    ("exercises", "shared"),
    [
        ([say("a", CHAT), say("b", POMME), say("c", "Il porte une pomme.")], 2),
        ([say("a", CHAT), CARD], 0),
        ([say("a", CHAT), translate(POMME, "I see a small porch.")], 2),
        ([say("a", CHAT), translate("I see a small porch.", POMME, into="fr")], 2),
        ([say("a", CHAT), translate("I see a small porch.", "Là !", POMME, into="fr")], 0),
        ([say("a", CHAT), choose(POMME, CHAT)], 2),
        ([say("a", CHAT), choose("pomme", POMME)], 0),
        ([say("a", "Un chat"), say("b", "Un porte")], 0),
    ],
)
def test_an_exercise_shares_its_frame_with_another_of_its_unit(exercises, shared):
    assert frames(*exercises).shared(0) == (shared, len(exercises))


@pytest.mark.parametrize(("front", "back"), [("What do I see?", POMME), (POMME, "A porch!")])
def test_a_card_has_the_frame_of_its_side_in_the_language_taught(front, back):
    card = Flashcard(slug="card", prompt="Turn.", front=front, back=back)
    source = translate("Un chat.", "What a porch do I see?")
    assert frames(say("a", CHAT), card, source).shared(0) == (2, 3)


def test_pairs_have_no_frame():
    pairs = Pair(CHAT, "a cat"), Pair(POMME, "a porch")
    matching = Matching(slug="m", prompt="Match.", pairs=pairs)
    assert frames(say("a", CHAT), matching).shared(0) == (0, 2)


def test_units_are_counted_by_themselves():
    path = course(unit("one", VOCABULARY, say("a", CHAT)), unit("two", (), say("b", POMME)))
    found = SentenceFrames.of(CourseReading.of(path))
    assert [found.shared(index) for index in (0, 1)] == [(0, 1), (0, 1)]
