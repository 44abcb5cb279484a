"""A streamed reply outlives its reader, who may come back to it."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from attrs import Factory, define
from tests.support.processes import wait_until
from tests.support.tutor_desk import LEARNER, TutorDesk
from tests.support.waiting_model import WaitingModel

from parlons.adapters import documents
from parlons.adapters.llm.scripted_llm_client import BrokenReply, ScriptedLLMClient
from parlons.adapters.system.uuid7_generator import Uuid7Generator
from parlons.application.ports.telemetry import ReplyFailed
from parlons.application.tutoring import follow_tutor_reply, live_replies
from parlons.application.tutoring.follow_tutor_reply import FollowTutorReply
from parlons.application.tutoring.kept_replies import TTL_SECONDS, KeptReplies
from parlons.application.tutoring.live_replies import (
    LiveReplies,
    RepliesBusyError,
    TooManyRepliesError,
)
from parlons.application.tutoring.live_reply import NumberedEvent, ReplyPosition
from parlons.domain.errors import ConflictError, NotFoundError, PermissionDeniedError
from parlons.domain.identity.principal import VISITOR, Principal
from parlons.domain.spending.hold import HoldStatus
from parlons.domain.spending.refusal import BudgetExhaustedError
from parlons.domain.tutoring.completion import TextDelta
from parlons.domain.tutoring.question import TutorQuestion
from parlons.domain.tutoring.reply import ReplyRestarted, ReplySource, TutorReply
from parlons.domain.tutoring.usage import estimated_usage

QUESTION = TutorQuestion(text="What does bonsoir mean?")
GRACE = Principal("grace")
LONGEST = 180.0


@define
class Process:
    """A web process, of several that have a desk in common."""

    desk: TutorDesk
    replies: LiveReplies

    def is_idle(self) -> bool:
        return self.replies.under_way == 0

    def follow(self, principal=LEARNER, after=None, question=QUESTION):
        return FollowTutorReply(self.desk.stream, self.replies)(principal, question, after)


@define
class Office:
    """The desk, and the processes that work at it."""

    model: WaitingModel = Factory(WaitingModel)
    desk: TutorDesk = Factory(lambda self: TutorDesk(primary=self.model), takes_self=True)
    processes: list[Process] = Factory(list)

    def process(self, **given) -> Process:
        kept = KeptReplies(
            self.desk.cache, next(documents.row_codec()), self.desk.telemetry, LONGEST
        )
        self.processes.append(
            Process(self.desk, LiveReplies(kept, Uuid7Generator(), self.desk.telemetry, **given))
        )
        return self.processes[-1]


@pytest.fixture
def office():
    office = Office()
    yield office
    office.model.may_say(100)
    for process in office.processes:
        wait_until(process.is_idle, "the end of all replies")


def read(events, count: int) -> list[NumberedEvent]:
    """Return the next events, without what bridges silences."""
    found = []
    while len(found) < count:
        event = next(events)
        if isinstance(event, NumberedEvent):
            found.append(event)
    return found


def rest(events) -> list[object]:
    return [each.event for each in events if isinstance(each, NumberedEvent)]


def begun(office: Office, process: Process, words: int = 2) -> tuple[list[object], ReplyPosition]:
    """Read so many words and leave; return them and the last position."""
    office.model.may_say(words)
    events = process.follow()
    found = read(events, words)
    events.close()
    return [each.event for each in found], found[-1].position


def test_the_position_comes_first_and_the_events_are_numbered(office: Office):
    office.model.may_say(5)
    first, *events = (each for each in office.process().follow() if each is not None)
    assert first == ReplyPosition(first.reply_id, 0)
    assert [each.position for each in events] == [
        ReplyPosition(first.reply_id, number) for number in range(1, 6)
    ]
    assert events[-1].event.text == office.model.text


def test_whoever_comes_back_reads_what_is_missing_from_the_reply_that_goes_on(office: Office):
    process = office.process()
    before, position = begun(office, process)
    events = process.follow(after=position)
    office.model.may_say(3)
    *pieces, reply = before + rest(events)
    assert "".join(piece.text for piece in pieces) == reply.text == office.model.text
    assert (reply.source, office.model.asked) == (ReplySource.MODEL, 1)


def test_a_reply_that_nobody_reads_is_made_charged_and_kept(office: Office):
    process = office.process()
    begun(office, process)
    office.model.may_say(3)
    wait_until(process.is_idle, "the end of the reply")
    (entry,) = office.desk.ledger()
    assert (entry.status, entry.failure) == (HoldStatus.SETTLED, None)
    assert entry.usage.output_tokens == estimated_usage("", office.model.text).output_tokens
    again = office.desk.ask(GRACE, QUESTION)
    assert (again.source, again.text) == (ReplySource.EXACT_CACHE, office.model.text)


def test_a_finished_reply_can_be_read_again_for_ten_minutes(office: Office):
    process = office.process()
    _, position = begun(office, process)
    office.model.may_say(3)
    wait_until(process.is_idle, "the end of the reply")
    whole = rest(process.follow(after=ReplyPosition(position.reply_id, 0)))
    assert (len(whole), whole[-1].text) == (5, office.model.text)
    assert rest(process.follow(after=position)) == whole[2:]
    assert rest(process.follow(after=ReplyPosition(position.reply_id, 99))) == []
    office.desk.clock.advance(timedelta(seconds=TTL_SECONDS))
    with pytest.raises(NotFoundError):
        process.follow(after=position)


def test_another_process_waits_for_the_whole_reply_and_sends_what_is_missing(office: Office):
    one, other = office.process(), office.process(sleep=lambda _: office.model.may_say(1))
    before, position = begun(office, one)
    events = other.follow(after=position)
    assert next(events) is None
    *pieces, reply = before + rest(events)
    assert "".join(piece.text for piece in pieces) == reply.text == office.model.text
    assert office.model.asked == 1


def test_a_restart_is_come_back_to_like_any_other_event(office: Office):
    office.desk.primary = ScriptedLLMClient([BrokenReply("Well,")])
    process = office.process()
    first = next(process.follow())
    wait_until(process.is_idle, "the end of the reply")
    piece, restart, *_, reply = rest(process.follow(after=first))
    assert piece == TextDelta("Well,")
    assert isinstance(restart, ReplyRestarted)
    assert isinstance(reply, TutorReply)


def test_a_process_that_was_killed_is_not_waited_for_for_ever(office: Office):
    one = office.process()
    other = office.process(sleep=lambda _: office.desk.clock.advance(timedelta(seconds=LONGEST)))
    _, position = begun(office, one)
    with pytest.raises(NotFoundError, match="broke off"):
        list(other.follow(after=position))


def test_another_users_reply_is_none_whether_it_is_being_made_or_whole(office: Office):
    one, other = office.process(), office.process()
    _, position = begun(office, one)
    unknown = ReplyPosition(uuid4(), 0)

    def refusal(process: Process, position: ReplyPosition) -> str:
        with pytest.raises(NotFoundError) as refused:
            process.follow(GRACE, position)
        return str(refused.value).replace(str(position.reply_id), "")

    assert {refusal(each, it) for each in (one, other) for it in (position, unknown)} == {
        "there is no reply , or not any more"
    }
    office.model.may_say(3)
    wait_until(one.is_idle, "the end of the reply")
    assert refusal(one, position) == refusal(one, unknown)


def test_the_reply_to_another_question_is_not_sent(office: Office):
    process = office.process()
    _, position = begun(office, process)
    with pytest.raises(ConflictError):
        process.follow(after=position, question=TutorQuestion(text="What does bonjour mean?"))


def test_two_users_read_their_own_replies_at_once(office: Office, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(follow_tutor_reply, "FIRST_SECONDS", 0.01)
    process = office.process()
    mine, hers = process.follow(), process.follow(GRACE)
    office.model.may_say(10)
    (mine_id, hers_id) = (next(each).reply_id for each in (mine, hers))
    assert isinstance(mine_id, UUID)
    assert mine_id != hers_id
    assert rest(mine)[-1].text == rest(hers)[-1].text == office.model.text
    assert [len(office.desk.ledger(each)) for each in (LEARNER.user_id, "grace")] == [1, 1]


def test_replies_without_readers_count_until_they_end(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(follow_tutor_reply, "FIRST_SECONDS", 0.01)
    process = office.process(per_user=2)
    for _ in range(2):
        process.follow().close()
    wait_until(lambda: office.model.asked == 2, "the questions to the model")
    with pytest.raises(TooManyRepliesError) as refused:
        process.follow()
    assert refused.value.retry_after.total_seconds() > 0
    assert office.model.asked == 2
    office.model.may_say(100)
    process.follow(GRACE).close()
    wait_until(process.is_idle, "the end of all replies")
    assert rest(process.follow())


def test_all_users_together_are_capped(office: Office):
    process = office.process(capacity=1)
    begun(office, process)
    with pytest.raises(RepliesBusyError):
        process.follow(GRACE)


def test_what_is_refused_is_raised_at_once_and_leaves_no_trace(office: Office):
    process = office.process(per_user=1)
    for _ in range(2):
        with pytest.raises(NotFoundError):
            process.follow(question=TutorQuestion(text="What is un?", path_id=99))
    with pytest.raises(PermissionDeniedError):
        process.follow(VISITOR)
    office.desk.installation_cap = 0
    unknown = TutorQuestion(text="Who wrote Faust, and when was that?")
    for _ in range(2):
        with pytest.raises(BudgetExhaustedError):
            process.follow(question=unknown)
    assert office.model.asked == 0


def test_a_process_that_stops_sends_readers_away_and_goes_on_for_a_while(office: Office):
    now = [0.0]
    process, other = office.process(seconds=lambda: now[0]), office.process()
    office.model.may_say(1)
    events = process.follow()
    (seen,) = read(events, 1)
    process.replies.close()
    assert rest(events) == []
    with pytest.raises(RepliesBusyError):
        process.follow()
    office.model.may_say(4)
    wait_until(process.is_idle, "the end of the reply")
    assert rest(other.follow(after=seen.position))[-1].text == office.model.text


def test_a_silent_model_is_bridged(office: Office, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(follow_tutor_reply, "FIRST_SECONDS", 0.01)
    monkeypatch.setattr(live_replies, "_TICK_SECONDS", 0.01)
    events = office.process().follow()
    assert isinstance(next(events), ReplyPosition)
    assert [next(events) for _ in range(2)] == [None, None]
    office.model.may_say(5)
    assert rest(events)[-1].text == office.model.text


def test_what_takes_longer_than_a_stopping_process_has_is_charged_as_far_as_it_is(office: Office):
    now = [0.0]
    process, other = office.process(seconds=lambda: now[0]), office.process()
    _, position = begun(office, process)
    events = other.follow(after=position)
    assert next(events) is None
    process.replies.close()
    now[0] = 100.0
    office.model.may_say(1)
    wait_until(process.is_idle, "the end of the reply")
    assert office.model.closed.is_set()
    (entry,) = office.desk.ledger()
    assert entry.usage.estimated
    assert 0 < entry.spent < entry.held
    with pytest.raises(NotFoundError, match="broke off"):
        list(events)


def test_without_a_cache_a_reply_can_be_come_back_to_while_it_is_made(office: Office):
    office.desk.cache.broken = True
    process = office.process()
    before, position = begun(office, process)
    events = process.follow(after=position)
    office.model.may_say(3)
    assert (before + rest(events))[-1].text == office.model.text
    with pytest.raises(NotFoundError):
        process.follow(after=position)


def test_operators_are_told_of_a_reply_that_breaks_down_unread(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    process = office.process()
    office.model.may_say(1)
    process.follow().close()
    monkeypatch.setattr(WaitingModel, "_wait", lambda _self: 1 / 0)
    office.model.may_say(1)
    wait_until(process.is_idle, "the end of the reply")
    assert office.desk.told(ReplyFailed) == [ReplyFailed(reason="ZeroDivisionError")]
