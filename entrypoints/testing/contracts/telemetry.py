"""What every `ITelemetry` promises."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Final, get_args
from uuid import UUID

import pytest
from attrs import evolve

from parlons.application.ports.telemetry import (
    ActivityAccepted,
    AnswerReportDecided,
    BrokerFailed,
    CacheFailed,
    CourseImported,
    ExerciseAnswered,
    ITelemetry,
    LimitReached,
    LoadSeen,
    ModelCalled,
    ModelFailed,
    ReplyFailed,
    TelemetryEvent,
    TutorReplied,
    WorkEnded,
    WorkFailed,
)
from parlons.domain.exercises.verdict import Verdict
from parlons.domain.tutoring.reply import ReplySource
from parlons.domain.work.work_item import WorkStatus

REPLY: Final = TutorReplied(
    source=ReplySource.MODEL,
    model='a "model"\n',
    degraded=False,
    seconds=0.5,
)
CALL: Final = ModelCalled(
    model='a "model"\n', input_tokens=20, output_tokens=8, cost_microdollars=1500
)
EVENTS: Final[list[TelemetryEvent]] = [
    REPLY,
    CALL,
    evolve(CALL, estimated=True),
    ReplyFailed(reason="KeyError"),
    LimitReached(plan="free", by="rate"),
    LoadSeen(in_flight=0.25, errors=0.0, projected=1.2, pressure=0.7, shares={"free": 0.1}),
    ExerciseAnswered(exercise_id=1, verdict=Verdict.EXACT, accepted=True),
    AnswerReportDecided(accepted=True, regraded=3),
    ModelFailed(model="model", reason="réponse illisible\n{"),
    CacheFailed(reason=""),
    CourseImported(slug="french", added=2, updated=0, retired=1),
    ActivityAccepted(lesson_id=1, seconds=0.0),
    WorkEnded(queue="progress", seconds=0.01),
    WorkFailed(
        item_id=UUID(int=7),
        queue="xp",
        kind="xp",
        attempt=5,
        status=WorkStatus.DEAD,
        reason="KeyError: 'é'",
    ),
    BrokerFailed(reason="the broker does not answer"),
]


class TelemetryContract:
    """Every kind of event is taken, from any thread."""

    @pytest.fixture
    def telemetry(self) -> ITelemetry:
        """The listener under test."""
        raise NotImplementedError

    def test_every_kind_of_event_is_in_the_exam(self) -> None:
        assert {type(event) for event in EVENTS} == set(get_args(TelemetryEvent))

    @pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
    def test_an_event_is_taken_however_often(
        self, telemetry: ITelemetry, event: TelemetryEvent
    ) -> None:
        telemetry.record(event)
        telemetry.record(event)

    def test_its_caller_does_not_wait(self, telemetry: ITelemetry) -> None:
        started = time.perf_counter()
        for _ in range(100):
            telemetry.record(REPLY)
        assert time.perf_counter() - started < 1

    def test_threads_may_tell_at_once(self, telemetry: ITelemetry) -> None:
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(telemetry.record, EVENTS * 20))
