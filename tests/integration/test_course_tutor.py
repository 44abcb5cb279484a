"""The course's tutor knows every word of the bundled course, both ways."""

from collections.abc import Iterator

import pytest
from tests.support.openai_clients import ask

from parlons.application.ports.llm_client import ILLMClient
from parlons.container import Container, Settings
from parlons.domain.identity.principal import OPERATOR
from parlons.domain.learning.catalogue import LexiconEntry
from parlons.domain.tutoring.question import TutorQuestion
from parlons.domain.tutoring.reply import ReplySource
from parlons.entrypoints.courses import bundled_course


@pytest.fixture(scope="module")
def container() -> Iterator[Container]:
    container = Container(settings=Settings.in_memory())
    course = container.course_source().load(bundled_course())
    container.import_course()(OPERATOR, course)
    yield container
    container.shutdown_resources()


@pytest.fixture
def tutor(container: Container) -> ILLMClient:
    return container.course_tutor()


@pytest.fixture
def lexicon(container: Container) -> tuple[LexiconEntry, ...]:
    with container.unit_of_work().read() as session:
        return session.catalogue.lexicon(1)


def test_every_term_has_its_meaning(tutor: ILLMClient, lexicon: tuple[LexiconEntry, ...]):
    for taught in lexicon:
        reply = tutor.complete(ask(f"What does “{taught.entry.term}” mean?"))
        assert f"“{taught.entry.translations[0]}”" in reply.text, taught.entry.term
        assert taught.unit in reply.references


def test_every_translation_has_a_term(tutor: ILLMClient, lexicon: tuple[LexiconEntry, ...]):
    for taught in lexicon:
        best, *others = taught.entry.translations
        assert f"**{taught.entry.term}**" in tutor.complete(ask(f"{best} in French")).text, best
        for other in others:
            text = tutor.complete(ask(f"How do you say {other} in French?")).text
            assert f"“{other}” is **" in text, other


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How do you say good evening in French?", "**bonsoir** in French ([Unit 1, "),
        ("Comment dit-on good evening ?", "**bonsoir**"),
        ("Que veut dire bonsoir ?", "« good evening »"),
        ("How do you say French in French?", "**français**"),
        ("What is English?", "**anglais**"),
        ("what does être mean", "“to be”"),
        ("etre", "“to be”"),
        ("What does une mean?", "**une** is a form of **un**"),
        ("What does la mean?", "**la** is a form of **le**"),
        ("What does là mean?", "**là** means “there”"),
    ],
)
def test_questions_as_learners_put_them(tutor: ILLMClient, question: str, told: str):
    assert told in tutor.complete(ask(question)).text


def test_a_reply_without_an_answer_says_so_from_the_cache_as_well(container: Container):
    question = TutorQuestion(text="How do you say spaceship?")
    first, second = (container.ask_tutor()(OPERATOR, question) for _ in range(2))
    assert (first.source, second.source) == (ReplySource.COURSE, ReplySource.EXACT_CACHE)
    assert not first.answered
    assert not second.answered
