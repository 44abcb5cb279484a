"""Where activities are handed in."""

import json
from collections.abc import Iterator
from hashlib import blake2b
from typing import Final
from uuid import UUID

from attrs import define

from parlons.application.activity.activity_report import AcceptedActivity, ActivityReport
from parlons.application.events.publisher import Publisher
from parlons.application.grading.attempt_book import AttemptBook
from parlons.application.ports.clock import IClock
from parlons.application.ports.codec import ICodec
from parlons.application.ports.id_generator import IIdGenerator
from parlons.application.ports.telemetry import ActivityAccepted, ITelemetry
from parlons.application.ports.unit_of_work import IWriteSession
from parlons.application.progress.unit_gate import UnitGate
from parlons.domain.errors import ConflictError, InvalidInputError, NotFoundError
from parlons.domain.identity.principal import Principal
from parlons.domain.learning.catalogue import LessonPlace
from parlons.domain.learning.unlocking import UnitLockedError
from parlons.domain.progress.event import ActivityCompleted, Event, ExerciseResult
from parlons.domain.progress.moment import Moment
from parlons.domain.work.priority import priority

_REFUSALS: Final = (NotFoundError, UnitLockedError, ConflictError, InvalidInputError)


@define
class ActivityDesk:
    """Checks what is told, grades what is not graded yet, and stores the event."""

    attempts: AttemptBook
    gate: UnitGate
    publisher: Publisher
    clock: IClock
    id_generator: IIdGenerator
    codec: ICodec
    telemetry: ITelemetry

    def accept(
        self, session: IWriteSession, principal: Principal, report: ActivityReport
    ) -> AcceptedActivity:
        """Store an activity, or find that it is stored.

        Raises `NotFoundError`, `UnitLockedError`, `ConflictError` when the event's name was used
        for something else, and `InvalidInputError`.
        """
        new_id = self.id_generator.new_id()
        name, fingerprint = report.event_id or new_id, self._fingerprint(report)
        try:
            event = self._event(session, principal, report, new_id, name, fingerprint)
        except _REFUSALS:
            # What was taken once is taken again, whatever has become of the lesson since.
            if not _is_known(session, principal.user_id, name, fingerprint):
                raise
            return AcceptedActivity(event_id=name)
        if self.publisher.publish(session, event, priority(principal.plan)):
            late = max(0.0, (event.recorded_at - event.moment.at).total_seconds())
            told = ActivityAccepted(lesson_id=report.lesson_id, seconds=late)
            session.after_commit(lambda: self.telemetry.record(told))
        else:
            _is_known(session, principal.user_id, name, fingerprint)
        return AcceptedActivity(event_id=name)

    def _event(
        self,
        session: IWriteSession,
        principal: Principal,
        report: ActivityReport,
        new_id: UUID,
        name: UUID,
        fingerprint: str,
    ) -> Event:
        now, user_id = self.clock.now(), principal.user_id
        moment = report.moment(now, principal.zone)
        moment.require_tellable(now)
        lesson = session.progress.place_of_lesson(user_id, report.lesson_id)
        if lesson is None:
            raise NotFoundError(f"there is no lesson {report.lesson_id}")
        self.gate.require_open(session, user_id, lesson)
        return Event(
            id=new_id,
            user_id=user_id,
            key=str(name),
            fact=self._fact(session, user_id, report, name, lesson.place, moment),
            moment=moment,
            recorded_at=now,
            fingerprint=fingerprint,
        )

    def _fact(
        self,
        session: IWriteSession,
        user_id: str,
        report: ActivityReport,
        name: UUID,
        place: LessonPlace,
        moment: Moment,
    ) -> ActivityCompleted:
        results = (
            *_told(session, user_id, report, place, moment),
            *self._graded(session, user_id, report, name, place, moment),
        )
        return ActivityCompleted(
            path_id=place.unit.path_id,
            unit_id=place.unit.unit_id,
            lesson_id=place.lesson_id,
            exercises=place.exercises,
            results=results,
            duration_ms=report.duration_ms,
        )

    def _graded(
        self,
        session: IWriteSession,
        user_id: str,
        report: ActivityReport,
        name: UUID,
        place: LessonPlace,
        moment: Moment,
    ) -> Iterator[ExerciseResult]:
        """Grade the answers; the event's name and the place among them make each unique."""
        for index, given in enumerate(report.answers):
            _require_of_lesson(given.exercise_id, place, f"/answers/{index}/exerciseId")
            try:
                attempt = self.attempts.enter(
                    session,
                    user_id,
                    given.exercise_id,
                    given.submission,
                    moment,
                    f"{name}/{index}",
                )
            except InvalidInputError as error:
                pointer = f"/answers/{index}{error.pointer}"
                raise InvalidInputError(str(error), pointer) from error
            yield ExerciseResult.of(attempt)

    def _fingerprint(self, report: ActivityReport) -> str:
        document = json.dumps(self.codec.encode(report), sort_keys=True)
        return blake2b(document.encode(), digest_size=16).hexdigest()


def _is_known(session: IWriteSession, user_id: str, name: UUID, fingerprint: str) -> bool:
    event = session.events.by_key(user_id, str(name))
    if event is not None and event.fingerprint != fingerprint:
        raise ConflictError(f"the event {name} was used for another activity")
    return event is not None


def _told(
    session: IWriteSession,
    user_id: str,
    report: ActivityReport,
    place: LessonPlace,
    moment: Moment,
) -> Iterator[ExerciseResult]:
    """Look up what came of the attempts, none of which was made later than the activity was."""
    if not report.attempt_ids:
        return
    results = session.attempts.results(user_id, report.attempt_ids)
    made = {each.result.attempt_id: each for each in results}
    for index, attempt_id in enumerate(report.attempt_ids):
        pointer, attempt = f"/attemptIds/{index}", made.get(attempt_id)
        if attempt is None:
            raise InvalidInputError(f"you have made no attempt {attempt_id}", pointer)
        if not moment.may_follow(attempt.answered_at):
            raise InvalidInputError(f"you made attempt {attempt_id} later than that", pointer)
        _require_of_lesson(attempt.result.exercise_id, place, pointer)
        yield attempt.result


def _require_of_lesson(exercise_id: int, place: LessonPlace, pointer: str) -> None:
    if exercise_id not in place.exercises:
        message = f"exercise {exercise_id} is not of lesson {place.lesson_id}"
        raise InvalidInputError(message, pointer)
