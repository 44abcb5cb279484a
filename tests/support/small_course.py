"""A course of two units with a dozen words, for tests that want to know every one of them."""

from tests.support.wiring import wired

from parlons.adapters.memory.in_memory_unit_of_work import InMemoryUnitOfWork
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.exercises.flashcard import Flashcard
from parlons.domain.identity.principal import OPERATOR
from parlons.domain.learning.cefr_level import CefrLevel
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.learning.learning_unit import LearningUnit
from parlons.domain.learning.lesson import Lesson
from parlons.domain.learning.vocabulary_entry import Gender, PartOfSpeech, VocabularyEntry

GREETINGS = (
    VocabularyEntry(
        term="bonsoir",
        translations=("good evening",),
        part_of_speech=PartOfSpeech.INTERJECTION,
        example="Bonsoir, madame.",
        example_translation="Good evening, madam.",
        note="From about six o'clock.",
    ),
    VocabularyEntry(
        term="salut", translations=("hi", "bye"), part_of_speech=PartOfSpeech.INTERJECTION
    ),
    VocabularyEntry(
        term="ça va",
        translations=("How are you?",),
        part_of_speech=PartOfSpeech.PHRASE,
        variants=("comment ça va",),
    ),
    VocabularyEntry(
        term="tu", translations=("you (informal)",), part_of_speech=PartOfSpeech.PRONOUN
    ),
    VocabularyEntry(
        term="vous", translations=("you (formal)",), part_of_speech=PartOfSpeech.PRONOUN
    ),
    VocabularyEntry(term="où", translations=("where",), part_of_speech=PartOfSpeech.ADVERB),
    VocabularyEntry(term="ou", translations=("or",), part_of_speech=PartOfSpeech.CONJUNCTION),
)
AT_THE_CAFE = (
    VocabularyEntry(
        term="pain",
        translations=("bread",),
        part_of_speech=PartOfSpeech.NOUN,
        gender=Gender.MASCULINE,
    ),
    VocabularyEntry(
        term="l'eau",
        translations=("water",),
        part_of_speech=PartOfSpeech.NOUN,
        gender=Gender.FEMININE,
    ),
    VocabularyEntry(
        term="enfant",
        translations=("child",),
        part_of_speech=PartOfSpeech.NOUN,
        gender=Gender.COMMON,
    ),
    VocabularyEntry(term="manger", translations=("to eat",), part_of_speech=PartOfSpeech.VERB),
    VocabularyEntry(
        term="s'il vous plaît", translations=("please",), part_of_speech=PartOfSpeech.PHRASE
    ),
    VocabularyEntry(
        term="adieu", translations=("bye", "farewell"), part_of_speech=PartOfSpeech.INTERJECTION
    ),
)


def small_course(*units: tuple[VocabularyEntry, ...], title: str = "Small French") -> LearningPath:
    """French for speakers of English, by default with both units."""
    titles = (("bonjour", "Bonjour !"), ("au-cafe", "Au café"))
    return LearningPath(
        slug="small-french",
        title=title,
        description="A few words.",
        source_language="en",
        target_language="fr",
        level=CefrLevel.A1,
        units=tuple(
            _unit(slug, name, words)
            for (slug, name), words in zip(titles, units or (GREETINGS, AT_THE_CAFE), strict=False)
        ),
    )


def publish(unit_of_work: IUnitOfWork, course: LearningPath | None = None) -> int:
    """Import a course, and return the id of its path."""
    import_course = wired(unit_of_work).import_course()
    return import_course(OPERATOR, course or small_course()).path_id


def school() -> InMemoryUnitOfWork:
    """A store in memory with the small course, whose path has the id 1."""
    unit_of_work = InMemoryUnitOfWork()
    publish(unit_of_work)
    return unit_of_work


def _unit(slug: str, title: str, words: tuple[VocabularyEntry, ...]) -> LearningUnit:
    card = Flashcard(slug="card", prompt="Turn the card.", front="un", back="one")
    lesson = Lesson(slug=f"{slug}-1", title="One", objective="Count to one.", exercises=(card,))
    return LearningUnit(
        slug=slug, title=title, description="Words.", vocabulary=words, lessons=(lesson,)
    )
