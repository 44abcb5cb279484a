"""Nobody works on what is locked for them."""

from collections.abc import Callable
from typing import Final, TypeVar

from attrs import define

from parlons.application.events.delivery import EventDelivery
from parlons.application.ports.clock import IClock
from parlons.application.ports.progress import LearnersLesson
from parlons.application.ports.telemetry import ITelemetry, WorkFailed
from parlons.application.ports.unit_of_work import (
    IUnitOfWork,
    IWriteSession,
    StorageUnavailableError,
)
from parlons.application.progress.unit_states import state_of
from parlons.domain.learning.unlocking import UnitLockedError, UnitState

_T = TypeVar("_T")

_OF_A_BATCH: Final = 200
"""As many activities may be told at once, and one may open the unit of the next."""

_AT_ONCE: Final = 50
_SESSIONS: Final = 10


@define
class UnitGate:
    """Lets work in for open units only.

    A learner may have handed in already what opens the unit, without a worker having looked at it:
    then that is done here and now, so that nobody is turned away by a queue.
    """

    delivery: EventDelivery
    unit_of_work: IUnitOfWork
    clock: IClock
    telemetry: ITelemetry

    def passing(self, user_id: str, work: Callable[[], _T]) -> _T:
        """Call `work`, which asks `require_open` in a session; raises `UnitLockedError`.

        What a refused session has caught up with is gone with it. It is done again for good, in
        sessions of its own that keep nobody waiting for long, and `work` is called once more.
        """
        try:
            return _done(work)
        except UnitLockedError:
            if not self._catch_up(user_id):
                raise
        return _done(work)

    def require_open(self, session: IWriteSession, user_id: str, lesson: LearnersLesson) -> None:
        """Raise `UnitLockedError` when the learner may not work in the lesson's unit yet."""
        place = lesson.place.unit
        if place.unit.prerequisites is None or lesson.stays_open:
            return
        found = state_of(session, user_id, place)
        if found.state is UnitState.LOCKED:
            refusal = UnitLockedError(place.unit.title, found.unmet)
            self._catch_up_within(session, user_id, refusal)
            found = state_of(session, user_id, place)
        if found.state is UnitState.LOCKED:
            raise UnitLockedError(place.unit.title, found.unmet)

    def _catch_up_within(
        self, session: IWriteSession, user_id: str, refusal: UnitLockedError
    ) -> None:
        """Do what waits to be done about the learner's progress, or wait for who is doing it.

        More than the session can have made itself is left for sessions of its own.
        """
        session.progress.lock(user_id)
        items = session.work.unfinished_of(user_id, self._queue, _OF_A_BATCH + 1)
        if len(items) > _OF_A_BATCH:
            raise refusal
        try:
            for item in items:
                self.delivery.hand_over(session, item, self.clock.now())
        except Exception as error:
            raise _StuckError(refusal) from error

    def _catch_up(self, user_id: str) -> bool:
        """Do what waits, and keep it; say whether there was anything that could be done."""
        with self.unit_of_work.read() as session:
            waits = bool(session.work.unfinished_of(user_id, self._queue, 1))
        sessions = 0
        while waits and sessions < _SESSIONS and self._catch_up_with_some(user_id):
            sessions += 1
        return sessions > 0

    def _catch_up_with_some(self, user_id: str) -> bool:
        item = None
        try:
            with self.unit_of_work.write() as session:
                session.progress.lock(user_id)
                for item in session.work.unfinished_of(user_id, self._queue, _AT_ONCE):
                    self.delivery.hand_over(session, item, self.clock.now())
        except StorageUnavailableError:
            raise
        except Exception as error:
            if item is None:
                raise
            # It stays as it is, for a worker to fail at it and to note that.
            reason = f"{type(error).__name__}: {error}"
            self.telemetry.record(WorkFailed.of(item, item.status, reason))
            return False
        return item is not None

    @property
    def _queue(self) -> str:
        return self.delivery.consumer.queue


class _StuckError(Exception):
    """What waits cannot be done; the session holds half of it, and must not be committed."""

    def __init__(self, refusal: UnitLockedError) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal


def _done(work: Callable[[], _T]) -> _T:
    try:
        return work()
    except _StuckError as error:
        raise error.refusal from error
