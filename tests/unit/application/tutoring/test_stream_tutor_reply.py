"""A streamed reply is the same reply, also for readers who leave."""

import pytest
from tests.support.tutor_desk import LEARNER, TutorDesk

from parlons.adapters.llm.lexicon_tutor.course_tutor_llm_client import CourseTutorLLMClient
from parlons.adapters.llm.scripted_llm_client import BrokenReply
from parlons.application.ports.llm_client import LLMUnavailableError
from parlons.application.ports.telemetry import ModelCalled, TutorReplied
from parlons.application.tutoring.model_ladder import RESTARTED
from parlons.domain.tutoring.completion import TextDelta
from parlons.domain.tutoring.question import TutorQuestion
from parlons.domain.tutoring.reply import ReplyRestarted, ReplySource, TutorReply

QUESTION = TutorQuestion(text="What does bonsoir mean?")


def test_pieces_come_first_and_then_the_reply_that_asking_gives():
    desk, other = TutorDesk.says("Good evening."), TutorDesk.says("Good evening.")
    *pieces, reply = desk.stream(LEARNER, QUESTION)
    assert pieces == [TextDelta("Good"), TextDelta(" evening.")]
    assert reply == other.ask(LEARNER, QUESTION)


def test_an_answer_that_was_given_before_comes_in_one_piece():
    desk = TutorDesk.says("Good evening.")
    list(desk.stream(LEARNER, QUESTION))
    piece, reply = desk.stream(LEARNER, QUESTION)
    assert piece == TextDelta("Good evening.")
    assert isinstance(reply, TutorReply)
    assert reply.source is ReplySource.EXACT_CACHE
    assert desk.asked == 1


@pytest.mark.parametrize("line", [BrokenReply("Well, "), " \n"])
def test_a_reply_that_goes_wrong_midway_begins_anew(line: object):
    events = list(TutorDesk.says(line).stream(LEARNER, QUESTION))
    restart = events.index(ReplyRestarted(RESTARTED))
    piece, reply = events[restart + 1 :]
    assert isinstance(reply, TutorReply)
    assert piece == TextDelta(reply.text)
    assert (reply.source, reply.degraded) == (ReplySource.COURSE, True)


def test_a_reply_that_never_began_is_not_begun_anew():
    desk = TutorDesk.says(LLMUnavailableError("down"))
    assert [type(event) for event in desk.stream(LEARNER, QUESTION)] == [TextDelta, TutorReply]


def test_a_reader_who_leaves_is_charged_for_what_was_said():
    desk = TutorDesk.says("x" * 40 + " and more")
    stream = desk.stream(LEARNER, QUESTION)
    next(stream)
    stream.close()
    (entry,) = desk.ledger()
    assert entry.usage.output_tokens == 10
    assert entry.usage.estimated
    assert entry.spent == entry.usage.input_tokens + 100
    (called,) = desk.told(ModelCalled)
    assert (called.model, called.output_tokens) == ("scripted", 10)
    assert desk.told(TutorReplied) == []
    assert desk.primary.closed_early == 1


def test_half_an_answer_is_not_kept():
    desk = TutorDesk.says("Good evening.", "Good evening.")
    stream = desk.stream(LEARNER, QUESTION)
    next(stream)
    stream.close()
    assert desk.ask(LEARNER, QUESTION).source is ReplySource.MODEL


def test_a_reader_who_leaves_after_the_last_piece_is_charged_once():
    desk = TutorDesk.says("Good evening.")
    stream = desk.stream(LEARNER, QUESTION)
    list(zip(range(2), stream, strict=False))
    stream.close()
    assert len(desk.ledger()) == 1


def test_a_reader_who_leaves_at_the_restart_is_charged_for_the_model_s_call_once():
    desk = TutorDesk.says(BrokenReply("Well,"))
    stream = desk.stream(LEARNER, QUESTION)
    assert isinstance(
        next(event for event in stream if event != TextDelta("Well,")), ReplyRestarted
    )
    stream.close()
    assert [entry.model for entry in desk.ledger()] == ["scripted"]


def test_a_reader_who_leaves_the_course_s_tutor_owes_nothing():
    desk = TutorDesk()
    desk.primary = CourseTutorLLMClient(desk.unit_of_work)
    stream = desk.stream(LEARNER, QUESTION)
    next(stream)
    stream.close()
    assert desk.ledger() == []


def test_a_stream_that_nobody_reads_asks_and_costs_nothing():
    desk = TutorDesk.says("Good evening.")
    stream = desk.stream(LEARNER, QUESTION)
    stream.close()
    assert list(stream) == []
    assert (desk.asked, desk.ledger(), desk.told(TutorReplied)) == (0, [], [])


def test_a_stream_that_is_forgotten_is_charged_like_one_that_is_closed():
    desk = TutorDesk.says("Good evening.")
    stream = desk.stream(LEARNER, QUESTION)
    next(stream)
    del stream
    assert len(desk.ledger()) == 1
