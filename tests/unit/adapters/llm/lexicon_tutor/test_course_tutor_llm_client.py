import pytest
from tests.support.openai_clients import ask
from tests.support.small_course import AT_THE_CAFE, GREETINGS, publish, school, small_course

from parlons.adapters.llm.lexicon_tutor.course_tutor_llm_client import CourseTutorLLMClient
from parlons.application.ports.llm_client import LLMUnavailableError
from parlons.domain.tutoring.completion import Completion
from parlons.domain.tutoring.usage import TokenUsage


@pytest.fixture
def tutor():
    return CourseTutorLLMClient(school())


def answer(tutor: CourseTutorLLMClient, question: str) -> Completion:
    return tutor.complete(ask(question))


def test_a_word_is_given_with_its_unit_its_example_and_its_note(tutor: CourseTutorLLMClient):
    assert answer(tutor, "How do you say good evening in French?").text == (
        "“good evening” is **bonsoir** in French ([Unit 1, Bonjour !](/api/units/1)).\n\n"
        "Example: *Bonsoir, madame.* (Good evening, madam.)\n\n"
        "Note: From about six o'clock."
    )


def test_a_meaning_is_given_in_all_its_senses(tutor: CourseTutorLLMClient):
    text = answer(tutor, "What does salut mean?").text
    assert text == "**salut** means “hi” or “bye” in English ([Unit 1, Bonjour !](/api/units/1))."


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("bread", "**pain** (noun, masculine)"),
        ("water", "**l'eau** (noun, feminine)"),
        ("enfant", "**enfant** (noun, masculine or feminine)"),
    ],
)
def test_a_noun_comes_with_its_gender(tutor: CourseTutorLLMClient, question: str, noun: str):
    assert noun in answer(tutor, question).text


def test_the_units_that_teach_it_are_referred_to_once_each(tutor: CourseTutorLLMClient):
    references = answer(tutor, "How do you say you?").references
    assert [(unit.position, unit.title) for unit in references] == [(1, "Bonjour !")]
    references = answer(tutor, "How do you say bye?").references
    assert [unit.slug for unit in references] == ["au-cafe", "bonjour"]


@pytest.mark.parametrize(
    ("question", "apology"),
    [
        ("How do you say house?", "“house” is not among the words of this course"),
        ("How do you say house in Spanish?", "This course teaches French: I know no Spanish."),
        ("Traduis chat en allemand", "Je ne connais pas celle-ci : allemand."),
        ("Why is the sky blue? " * 50, "I found none of its words in your question"),
        ("?!", "I found none of its words in your question"),
    ],
)
def test_what_it_does_not_know_it_does_not_invent(
    tutor: CourseTutorLLMClient, question: str, apology: str
):
    reply = answer(tutor, question)
    assert apology in reply.text
    units = "- [Unité 1, Bonjour !]" if question.startswith("Traduis") else "- [Unit 1, Bonjour !]"
    assert units in reply.text
    assert not reply.answered
    assert "**" not in reply.text
    assert reply.references == ()


def test_a_learner_s_markup_stays_text(tutor: CourseTutorLLMClient):
    assert r"“\<b\>\*x\*”" in answer(tutor, "How do you say <b>*x*?").text


def test_an_answer_costs_nothing(tutor: CourseTutorLLMClient):
    assert answer(tutor, "bonsoir").call.usage == TokenUsage()
    assert answer(tutor, "house").call.usage == TokenUsage()


def test_a_new_edition_of_the_course_is_noticed():
    unit_of_work = school()
    tutor = CourseTutorLLMClient(unit_of_work)
    assert "**bonsoir**" in answer(tutor, "good evening").text
    publish(unit_of_work, small_course(AT_THE_CAFE, GREETINGS))
    assert "([Unit 2, Au café](/api/units/2))" in answer(tutor, "good evening").text


def test_the_words_are_read_once_per_edition(tutor: CourseTutorLLMClient):
    answer(tutor, "bonsoir")
    _edition, book = tutor._books._made[1]
    answer(tutor, "salut")
    assert tutor._books._made[1][1] is book


def test_a_course_that_is_gone_is_an_error(tutor: CourseTutorLLMClient):
    with pytest.raises(LLMUnavailableError, match="no learning path 7"):
        tutor.complete(ask(path_id=7))
