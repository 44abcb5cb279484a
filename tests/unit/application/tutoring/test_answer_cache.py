"""Only the same question in the same scope has the same answer."""

from datetime import timedelta

import pytest
from attrs import evolve
from tests.support.small_course import GREETINGS, publish, small_course
from tests.support.tutor_desk import LEARNER, TutorDesk

from parlons.adapters.memory.in_memory_unit_of_work import InMemoryUnitOfWork
from parlons.application.ports.telemetry import CacheFailed
from parlons.application.tutoring import answer_cache
from parlons.domain.tutoring.completion import Completion
from parlons.domain.tutoring.question import TutorQuestion
from parlons.domain.tutoring.reply import ReplySource
from parlons.domain.tutoring.usage import ModelCall, TokenUsage

ANSWER = Completion(text="Bonsoir 🥐", call=ModelCall(model="m", usage=TokenUsage(input_tokens=3)))


@pytest.fixture
def desk():
    desk = TutorDesk()
    desk.answer_cache.keep(desk.task("Why?"), "m", ANSWER)
    return desk


def test_the_same_question_has_the_same_answer(desk: TutorDesk):
    assert desk.answer_cache.find(desk.task(" why ??"), "m") == ANSWER


def test_whoever_asks(desk: TutorDesk):
    task = evolve(desk.task("Why?"), principal=evolve(LEARNER, user_id="another"))
    assert desk.answer_cache.find(task, "m") == ANSWER


def test_another_question_another_language_or_another_model_has_not(desk: TutorDesk):
    find = desk.answer_cache.find
    assert find(desk.task("Why not?"), "m") is None
    assert find(desk.task("Why?", language="de"), "m") is None
    assert find(desk.task("Why?"), "another") is None
    assert find(evolve(desk.task("Why?"), name="explain"), "m") is None


def test_the_language_of_the_course_may_be_named(desk: TutorDesk):
    assert desk.answer_cache.find(desk.task("Why?", language="en"), "m") == ANSWER


def test_another_course_or_another_edition_has_not(desk: TutorDesk):
    other = publish(desk.unit_of_work, evolve(small_course(), slug="another"))
    assert desk.answer_cache.find(desk.task("Why?", path_id=other), "m") is None
    publish(desk.unit_of_work, small_course(GREETINGS))
    assert desk.answer_cache.find(desk.task("Why?"), "m") is None


def test_a_course_of_the_same_name_and_version_in_another_store_has_not(desk: TutorDesk):
    other = TutorDesk(unit_of_work=InMemoryUnitOfWork())
    publish(other.unit_of_work, small_course(GREETINGS))
    other.cache = desk.cache
    mine, theirs = desk.task("Why?").path, other.task("Why?").path
    assert (mine.slug, mine.version) == (theirs.slug, theirs.version)
    assert other.answer_cache.find(other.task("Why?"), "m") is None


def test_a_course_imported_again_unchanged_has(desk: TutorDesk):
    publish(desk.unit_of_work)
    assert desk.answer_cache.find(desk.task("Why?"), "m") == ANSWER


def test_another_prompt_has_not(desk: TutorDesk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(answer_cache, "PROMPT_VERSION", answer_cache.PROMPT_VERSION + 1)
    assert desk.answer_cache.find(desk.task("Why?"), "m") is None


def test_an_answer_is_kept_for_thirty_days(desk: TutorDesk):
    desk.clock.advance(timedelta(days=30, seconds=-1))
    assert desk.answer_cache.find(desk.task("Why?"), "m") == ANSWER
    desk.clock.advance(timedelta(seconds=2))
    assert desk.answer_cache.find(desk.task("Why?"), "m") is None


def test_an_answer_cut_short_is_not_kept():
    desk = TutorDesk()
    desk.answer_cache.keep(desk.task("Why?"), "m", evolve(ANSWER, truncated=True))
    assert desk.answer_cache.find(desk.task("Why?"), "m") is None


def test_a_broken_cache_is_an_empty_cache_and_operators_are_told():
    desk = TutorDesk.says("Good evening.", "Good evening.")
    desk.cache.broken = True
    for _ in range(2):
        reply = desk.ask(LEARNER, TutorQuestion(text="Why?"))
        assert (reply.source, reply.degraded) == (ReplySource.MODEL, False)
    assert len(desk.told(CacheFailed)) == 4


@pytest.mark.parametrize(
    "kept",
    [b"", b"\xff", b"rubbish", b"null", b"[]", b"{}", b'{"text": 5, "call": []}', b"[" * 100_000],
)
def test_a_value_that_is_no_answer_is_none(desk: TutorDesk, kept: bytes):
    (key,) = desk.cache._entries
    desk.cache.set(key, kept, 60.0)
    assert desk.answer_cache.find(desk.task("Why?"), "m") is None
    assert len(desk.told(CacheFailed)) == 1
