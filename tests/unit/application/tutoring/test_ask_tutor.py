"""A question always gets a reply, and the reply says how it was made."""

import pytest
from tests.support.tutor_desk import LEARNER, PRICES, TutorDesk

from parlons.adapters.llm.lexicon_tutor.course_tutor_llm_client import CourseTutorLLMClient
from parlons.adapters.llm.prices.static_price_list import StaticPriceList
from parlons.adapters.llm.scripted_llm_client import BrokenReply, ScriptedLLMClient
from parlons.adapters.memory.in_memory_unit_of_work import InMemoryUnitOfWork
from parlons.application.ports.llm_client import LLMUnavailableError
from parlons.application.ports.telemetry import ModelCalled, ModelFailed, TutorReplied
from parlons.application.tutoring.ai_orchestrator import FALLBACK_REASON
from parlons.domain.errors import NotFoundError, PermissionDeniedError
from parlons.domain.identity.principal import VISITOR
from parlons.domain.tutoring.completion import COURSE_MODEL
from parlons.domain.tutoring.question import TutorQuestion
from parlons.domain.tutoring.reply import ReplySource, TutorReply

QUESTION = TutorQuestion(text="What does bonsoir mean?")


def test_a_model_s_reply_tells_its_tokens_and_its_cost():
    desk = TutorDesk.says("Good evening.")
    reply = desk.ask(LEARNER, QUESTION)
    (entry,) = desk.ledger()
    assert reply == TutorReply(
        text="Good evening.",
        source=ReplySource.MODEL,
        model="scripted",
        usage=entry.usage,
        cost_microdollars=entry.usage.input_tokens + 10 * entry.usage.output_tokens,
    )
    assert entry.usage.input_tokens > 100  # the prompt counts, too


def test_an_answer_that_was_given_before_asks_no_model_and_costs_nothing():
    desk = TutorDesk.says("Good evening.")
    desk.ask(LEARNER, QUESTION)
    again = desk.ask(LEARNER, TutorQuestion(text="  what does  bonsoir mean ??"))
    assert again == TutorReply(
        text="Good evening.", source=ReplySource.EXACT_CACHE, model="scripted"
    )
    assert (desk.asked, len(desk.ledger())) == (1, 1)


@pytest.mark.parametrize("line", [LLMUnavailableError("down"), BrokenReply("Well, "), " \n"])
def test_without_a_usable_reply_the_course_answers_and_says_so(line: object):
    reply = TutorDesk.says(line).ask(LEARNER, QUESTION)
    assert "“good evening”" in reply.text
    assert (reply.source, reply.model) == (ReplySource.COURSE, COURSE_MODEL)
    assert (reply.degraded, reply.reason) == (True, FALLBACK_REASON)
    assert [unit.slug for unit in reply.references] == ["bonjour"]


def test_what_a_useless_call_cost_is_on_the_bill():
    desk = TutorDesk.says(BrokenReply("x" * 40))
    reply = desk.ask(LEARNER, QUESTION)
    (broken,) = desk.ledger()
    assert (broken.model, broken.usage.output_tokens) == ("scripted", 10)
    assert reply.usage == broken.usage
    assert reply.cost_microdollars == broken.spent


def test_a_call_that_reached_no_model_costs_nothing_and_is_in_the_ledger():
    desk = TutorDesk.says(LLMUnavailableError("down"))
    assert desk.ask(LEARNER, QUESTION).cost_microdollars == 0
    assert [(row.spent, row.failure) for row in desk.ledger()] == [(0, "down")]


def test_a_model_that_is_called_like_the_course_is_a_model_and_is_charged():
    desk = TutorDesk(primary=ScriptedLLMClient(["Good evening."], model=COURSE_MODEL))
    desk.prices = StaticPriceList({COURSE_MODEL: PRICES["scripted"]})
    reply = desk.ask(LEARNER, QUESTION)
    assert reply.source is ReplySource.MODEL
    assert reply.cost_microdollars > reply.usage.input_tokens > 100


def test_a_model_whose_price_is_unknown_is_not_asked():
    desk = TutorDesk(primary=ScriptedLLMClient(["Good evening."], model="unheard-of"))
    reply = desk.ask(LEARNER, QUESTION)
    assert (reply.source, reply.degraded, desk.asked) == (ReplySource.COURSE, True, 0)
    (failed,) = desk.told(ModelFailed)
    assert "price is unknown" in failed.reason


def test_a_degraded_answer_is_not_kept():
    desk = TutorDesk.says(LLMUnavailableError("down"), "Good evening.")
    desk.ask(LEARNER, QUESTION)
    reply = desk.ask(LEARNER, QUESTION)
    assert (reply.source, reply.degraded) == (ReplySource.MODEL, False)


def test_the_course_s_tutor_may_be_the_one_that_is_meant_to_answer():
    desk = TutorDesk()
    desk.primary = CourseTutorLLMClient(desk.unit_of_work)
    reply = desk.ask(LEARNER, QUESTION)
    assert (reply.source, reply.degraded, reply.reason) == (ReplySource.COURSE, False, None)
    again = desk.ask(LEARNER, QUESTION)
    assert (again.source, again.references) == (ReplySource.EXACT_CACHE, reply.references)


def test_operators_are_told_of_replies_and_of_failures():
    desk = TutorDesk.says(LLMUnavailableError("down"))
    desk.ask(LEARNER, QUESTION)
    (failed,) = desk.told(ModelFailed)
    (replied,) = desk.told(TutorReplied)
    assert failed == ModelFailed(model="scripted", reason="down")
    assert (replied.source, replied.degraded) == (ReplySource.COURSE, True)


def test_operators_are_told_of_a_useless_call_under_its_own_model():
    desk = TutorDesk.says(BrokenReply("x" * 40))
    reply = desk.ask(LEARNER, QUESTION)
    assert reply.model == COURSE_MODEL
    assert desk.told(ModelCalled) == [
        ModelCalled(
            model="scripted",
            input_tokens=reply.usage.input_tokens,
            output_tokens=10,
            cost_microdollars=reply.cost_microdollars,
            estimated=True,
        )
    ]


def test_the_time_a_reply_took_does_not_hang_on_the_clock_on_the_wall():
    desk = TutorDesk(primary=ScriptedLLMClient(["Good evening."], delay_seconds=0.01))
    desk.ask(LEARNER, QUESTION)
    (replied,) = desk.told(TutorReplied)
    assert replied.seconds >= 0.02


@pytest.mark.parametrize("use_case", ["ask", "stream"])
def test_a_course_that_goes_while_the_question_is_answered_is_not_found(use_case: str):
    desk = TutorDesk.says(LLMUnavailableError("down"))
    desk.course_unit_of_work = InMemoryUnitOfWork()
    with pytest.raises(NotFoundError, match="no learning path"):
        list(getattr(desk, use_case)(LEARNER, QUESTION))


@pytest.mark.parametrize("use_case", ["ask", "stream"])
def test_a_course_that_does_not_exist_is_not_found_at_once(use_case: str):
    desk = TutorDesk()
    with pytest.raises(NotFoundError, match="no learning path 7"):
        getattr(desk, use_case)(LEARNER, TutorQuestion(text="Why?", path_id=7))
    desk.unit_of_work = InMemoryUnitOfWork()
    with pytest.raises(NotFoundError, match="no course is published"):
        getattr(desk, use_case)(LEARNER, QUESTION)


@pytest.mark.parametrize("use_case", ["ask", "stream"])
def test_a_visitor_is_refused_at_once(use_case: str):
    with pytest.raises(PermissionDeniedError):
        getattr(TutorDesk(), use_case)(VISITOR, QUESTION)
