"""Nobody works on what is locked for them."""

from attrs import define

from parlons.application.events.delivery import EventDelivery
from parlons.application.ports.clock import IClock
from parlons.application.ports.progress import LearnersLesson
from parlons.application.ports.unit_of_work import IWriteSession
from parlons.application.progress.unit_states import state_of
from parlons.domain.learning.unlocking import UnitLockedError, UnitState


@define
class UnitGate:
    """Lets work in for open units only.

    A learner may have handed in already what opens the unit, without a worker having looked at it:
    then that is done here and now, so that nobody is turned away by a queue.
    """

    delivery: EventDelivery
    clock: IClock

    def require_open(self, session: IWriteSession, user_id: str, lesson: LearnersLesson) -> None:
        """Raise `UnitLockedError` when the learner may not work in the lesson's unit yet."""
        place = lesson.place.unit
        if place.unit.prerequisites is None or lesson.stays_open:
            return
        found = state_of(session, user_id, place)
        if found.state is UnitState.LOCKED:
            self._catch_up(session, user_id)
            found = state_of(session, user_id, place)
        if found.state is UnitState.LOCKED:
            raise UnitLockedError(place.unit.title, found.unmet)

    def _catch_up(self, session: IWriteSession, user_id: str) -> None:
        """Do what waits to be done about the learner's progress, or wait for who is doing it."""
        session.progress.lock(user_id)
        self.delivery.catch_up(session, user_id, self.clock.now())
