import pytest

from parlons.domain.errors import InvalidInputError
from parlons.domain.exercises.exercise import Answer, Exercise
from parlons.domain.exercises.fill_in_blank import FillInBlank, FillInBlankAnswer
from parlons.domain.exercises.flashcard import Flashcard, FlashcardAnswer
from parlons.domain.exercises.listening import Listening, ListeningAnswer
from parlons.domain.exercises.matching import Matching, MatchingAnswer, Pair
from parlons.domain.exercises.multiple_choice import MultipleChoice, MultipleChoiceAnswer
from parlons.domain.exercises.ordering import Ordering, OrderingAnswer
from parlons.domain.exercises.speaking import Speaking, SpeakingAnswer
from parlons.domain.exercises.translation import Translation, TranslationAnswer
from parlons.domain.exercises.verdict import Verdict

CHOICE = MultipleChoice(
    slug="evening",
    prompt="Good evening?",
    options=("bonjour", "bonsoir", "bonne nuit"),
    correct="bonsoir",
    explanation="After about six one says bonsoir.",
)
BLANKS = FillInBlank(
    slug="name", prompt="Fill in.", text="Je ___ Léa, et ___ ?", keys=(("suis",), ("vous", "toi"))
)
MATCHING = Matching(
    slug="pairs",
    prompt="Match.",
    pairs=(Pair("oui", "yes"), Pair("non", "no"), Pair("merci", "thank you")),
)
ORDERING = Ordering(
    slug="order",
    prompt="Order.",
    orders=(("Comment", "vas", "-tu ?"), ("-tu ?", "vas", "Comment")),
    extra=("est",),
)
TRANSLATION = Translation(
    slug="translate", prompt="Translate.", text="Good evening!", into="fr", keys=("Bonsoir !",)
)
LISTENING = Listening(slug="listen", prompt="Write.", transcript="Ça va ?", variants=("Cela va ?",))
SPEAKING = Speaking(slug="speak", prompt="Say.", text="Enchantée.", variants=("Enchanté.",))
FLASHCARD = Flashcard(slug="card", prompt="Recall.", front="merci", back="thank you")


def pairs(**made: str) -> MatchingAnswer:
    return MatchingAnswer(tuple(Pair(left, right) for left, right in made.items()))


CASES = [
    (CHOICE, MultipleChoiceAnswer("bonsoir"), "exact"),
    (CHOICE, MultipleChoiceAnswer("bonne nuit"), "wrong"),
    (BLANKS, FillInBlankAnswer(("suis", "vous")), "exact"),
    (BLANKS, FillInBlankAnswer(("Suis", "toi")), "case"),
    (BLANKS, FillInBlankAnswer(("suis", "")), "wrong"),
    (MATCHING, pairs(oui="yes", non="no", merci="thank you"), "exact"),
    (MATCHING, pairs(oui="no", non="yes", merci="thank you"), "wrong"),
    (MATCHING, pairs(oui="yes", non="yes", merci="thank you"), "wrong"),
    (ORDERING, OrderingAnswer(("Comment", "vas", "-tu ?")), "exact"),
    (ORDERING, OrderingAnswer(("-tu ?", "vas", "Comment")), "exact"),
    (ORDERING, OrderingAnswer(("Comment", "est", "-tu ?")), "wrong"),
    (ORDERING, OrderingAnswer(("Comment", "vas")), "wrong"),
    (TRANSLATION, TranslationAnswer("Bonsoir"), "punctuation"),
    (TRANSLATION, TranslationAnswer("Bonjour !"), "wrong"),
    (LISTENING, ListeningAnswer("ca va"), "accent"),
    (LISTENING, ListeningAnswer("Cela va ?"), "exact"),
    (LISTENING, ListeningAnswer("Sa va ?"), "wrong"),
    (SPEAKING, SpeakingAnswer("enchanté"), "case"),
    (SPEAKING, SpeakingAnswer("en chantier"), "wrong"),
    (FLASHCARD, FlashcardAnswer(recalled=True), "exact"),
    (FLASHCARD, FlashcardAnswer(recalled=False), "wrong"),
]


@pytest.mark.parametrize(("exercise", "answer", "verdict"), CASES)
def test_an_answer_gets_its_verdict(exercise: Exercise, answer: Answer, verdict: str):
    grade = exercise.grade(answer)
    assert grade.verdict == verdict
    assert grade.accepted is (verdict != Verdict.WRONG)


def test_every_kind_is_graded_right_and_wrong_above():
    graded = {(type(exercise), verdict == "wrong") for exercise, _, verdict in CASES}
    assert graded == {(kind, wrong) for kind in Exercise.__args__ for wrong in (True, False)}


def test_the_explanation_comes_with_the_grade():
    grade = CHOICE.grade(MultipleChoiceAnswer("bonjour"))
    assert grade.explanation == "After about six one says bonsoir."
    assert grade.parts[0].expected == "bonsoir"


def test_the_worst_part_names_the_verdict_and_each_part_is_told():
    grade = BLANKS.grade(FillInBlankAnswer(("suis", "VOUS !")))
    assert [part.verdict for part in grade.parts] == [Verdict.EXACT, Verdict.CASE]
    assert grade.verdict is Verdict.CASE


@pytest.mark.parametrize("exercise", [case[0] for case in CASES])
def test_an_answer_of_another_kind_is_refused(exercise: Exercise):
    other = FlashcardAnswer(recalled=True)
    if isinstance(exercise, Flashcard):
        other = TranslationAnswer("merci")
    with pytest.raises(InvalidInputError, match=f"an answer of type {exercise.TYPE}"):
        exercise.grade(other)


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        (CHOICE, MultipleChoiceAnswer("bon appétit")),
        (BLANKS, FillInBlankAnswer(("suis",))),
        (MATCHING, pairs(oui="yes", non="no")),
        (MATCHING, pairs(oui="yes", non="no", merci="please")),
        (MATCHING, MatchingAnswer((Pair("oui", "yes"), Pair("oui", "yes"), Pair("non", "no")))),
        (ORDERING, OrderingAnswer(("Comment", "Comment", "vas"))),
        (ORDERING, OrderingAnswer(("Comment", "vas", "-vous ?"))),
    ],
)
def test_an_answer_that_was_not_on_offer_is_refused(exercise: Exercise, answer: Answer):
    with pytest.raises(InvalidInputError):
        exercise.grade(answer)


def test_what_is_shown_gives_no_order_away():
    assert MATCHING.left == ("oui", "non", "merci")
    assert MATCHING.right == ("no", "thank you", "yes")
    assert ORDERING.tokens == ("-tu ?", "Comment", "est", "vas")


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (MultipleChoice, {"options": ("oui", "non"), "correct": "si"}),
        (MultipleChoice, {"options": ("oui", "oui"), "correct": "oui"}),
        (MultipleChoice, {"options": ("oui",), "correct": "oui"}),
        (FillInBlank, {"text": "Je suis ___.", "keys": (("là",), ("ici",))}),
        (FillInBlank, {"text": "Je suis là.", "keys": ()}),
        (FillInBlank, {"text": "___", "keys": ((),)}),
        (Matching, {"pairs": (Pair("oui", "yes"), Pair("oui", "no"))}),
        (Matching, {"pairs": (Pair("oui", "yes"), Pair("si", "yes"))}),
        (FillInBlank, {"text": "___", "keys": ((" ",),)}),
        (FillInBlank, {"text": "___", "keys": (("a",),), "accept": ()}),
        (Translation, {"text": "hello", "into": "fr", "keys": ("salut",), "accept": ()}),
        (Listening, {"transcript": "salut", "accept": ()}),
        (Ordering, {"orders": (("a", "b"), ("a", "c"))}),
        (Translation, {"text": "hello", "into": "French!", "keys": ("bonjour",)}),
        (Translation, {"text": "hello\x00", "into": "fr", "keys": ("bonjour",)}),
    ],
)
def test_an_exercise_that_could_not_be_answered_cannot_be_made(kind: type, fields: dict):
    with pytest.raises(ValueError, match=r"\w"):
        kind(slug="x", prompt="?", **fields)


@pytest.mark.parametrize("orders", [(("a", "b"),), (("b", "a"), ("a", "b")), (("a", "B"),)])
def test_a_right_order_is_not_shown_unless_an_extra_token_breaks_it(orders: tuple):
    with pytest.raises(ValueError, match=r"^orders "):
        Ordering(slug="x", prompt="?", orders=orders)
    assert Ordering(slug="x", prompt="?", orders=orders, extra=("c",)).extra == ("c",)
