"""A course with one exercise of each kind, whose secrets can be told from everything else."""

from parlons.domain.exercises.exercise import Exercise
from parlons.domain.exercises.fill_in_blank import FillInBlank
from parlons.domain.exercises.flashcard import Flashcard
from parlons.domain.exercises.listening import Listening
from parlons.domain.exercises.matching import Matching, Pair
from parlons.domain.exercises.multiple_choice import MultipleChoice
from parlons.domain.exercises.ordering import Ordering
from parlons.domain.exercises.speaking import Speaking
from parlons.domain.exercises.translation import Translation
from parlons.domain.learning.cefr_level import CefrLevel
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.learning.learning_unit import LearningUnit
from parlons.domain.learning.lesson import DialogueLine, Lesson
from parlons.domain.learning.vocabulary_entry import PartOfSpeech, VocabularyEntry

WHY = "secret explanation"

EXERCISES: tuple[Exercise, ...] = (
    MultipleChoice(
        slug="choice", prompt="Choose.", explanation=WHY, options=("oui", "non"), correct="oui"
    ),
    FillInBlank(
        slug="blank", prompt="Fill.", explanation=WHY, text="Je ___.", keys=(("secret suis",),)
    ),
    Matching(
        slug="pairs",
        prompt="Match.",
        explanation=WHY,
        pairs=(Pair("un", "one"), Pair("deux", "two")),
    ),
    Ordering(
        slug="order", prompt="Order.", explanation=WHY, orders=(("Ça", "va"),), extra=("bien",)
    ),
    Translation(
        slug="into-french",
        prompt="Translate.",
        explanation=WHY,
        text="Good evening",
        into="fr",
        keys=("secret bonsoir",),
    ),
    Listening(slug="hear", prompt="Listen.", explanation=WHY, transcript="secret salut"),
    Speaking(
        slug="say", prompt="Say it.", explanation=WHY, text="Merci", variants=("secret mersi",)
    ),
    Flashcard(slug="card", prompt="Turn the card.", explanation=WHY, front="chat", back="cat"),
)

ANSWERS: dict[str, dict[str, object]] = {
    "choice": {"type": "multiple_choice", "option": "non"},
    "blank": {"type": "fill_in_blank", "blanks": ["suis"]},
    "pairs": {
        "type": "matching",
        "pairs": [{"left": "un", "right": "two"}, {"left": "deux", "right": "one"}],
    },
    "order": {"type": "ordering", "tokens": ["va", "Ça"]},
    "into-french": {"type": "translation", "text": "bonjour"},
    "hear": {"type": "listening", "text": "salut"},
    "say": {"type": "speaking", "transcript": "merci"},
    "card": {"type": "flashcard", "recalled": False},
}
"""An answer to each exercise, by its slug."""


def course() -> LearningPath:
    """One lesson in one unit, with a word and a line of dialogue."""
    lesson = Lesson(
        slug="all",
        title="All",
        objective="Meet them all.",
        dialogue=(DialogueLine(speaker="Ada", text="Bonsoir !", translation="Good evening!"),),
        exercises=EXERCISES,
    )
    word = VocabularyEntry(
        term="bonsoir",
        translations=("good evening",),
        part_of_speech=PartOfSpeech.INTERJECTION,
        variants=("bon soir",),
        example="L'ami dit bonsoir.",
    )
    unit = LearningUnit(
        slug="unit", title="Unit", description="A unit.", vocabulary=(word,), lessons=(lesson,)
    )
    return LearningPath(
        slug="every-exercise",
        title="Every exercise",
        description="One of each kind.",
        source_language="en",
        target_language="fr",
        level=CefrLevel.A1,
        units=(unit,),
    )
