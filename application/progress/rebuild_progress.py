"""Compute a learner's progress anew from what has happened."""

from collections.abc import Iterable, Iterator
from typing import ClassVar, Final
from uuid import UUID

from attrs import define, evolve

from parlons.application.events.delivery import EventDelivery
from parlons.application.events.publisher import Publisher
from parlons.application.ports.clock import IClock
from parlons.application.ports.unit_of_work import IUnitOfWork, IWriteSession
from parlons.application.progress.achievement_consumer import AchievementConsumer
from parlons.application.progress.progress_consumer import ProgressConsumer
from parlons.application.progress.snapshot import MOST_PATHS, Difference, differences, snapshot
from parlons.application.progress.tally import recount_path
from parlons.application.progress.xp_consumer import XpConsumer
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.progress.event import (
    REPORTED,
    ActivityCompleted,
    Consequence,
    Event,
    LessonCompleted,
    LessonMastered,
    PathCompleted,
    UnitCompleted,
    UnitUnlocked,
)
from parlons.domain.progress.moment import earliest
from parlons.domain.progress.unit_progress import UnitProgress

_KEPT: Final = (LessonCompleted, LessonMastered, UnitCompleted, UnitUnlocked, PathCompleted)
_TYPES: Final = tuple(fact.TYPE for fact in (*REPORTED, *_KEPT))
_BATCH: Final = 500


class _LeaveAsItIsError(Exception):
    """Ends a session without a change."""


@define
class RebuildProgress:
    """Everything that can be computed from the events is: counts, points, streaks, achievements.

    What a learner has completed or unlocked is an event, too, and so survives changes of courses.
    What waits to be worked on is no difference: it is done first. Open to admins.
    """

    permission: ClassVar = Permission.MANAGE_PROGRESS

    unit_of_work: IUnitOfWork
    progress: ProgressConsumer
    xp: XpConsumer
    achievements: AchievementConsumer
    publisher: Publisher
    clock: IClock

    def __call__(
        self, principal: Principal, user_id: str, *, dry_run: bool = False
    ) -> tuple[Difference, ...]:
        """Return how what was stored differs from what was computed, and store that.

        Where `dry_run` is set or nothing differs, nothing is stored.
        """
        principal.require(self.permission)
        found: tuple[Difference, ...] = ()
        try:
            with self.unit_of_work.write() as session:
                session.progress.lock(user_id)
                self._catch_up(session, user_id)
                stored = snapshot(session, user_id)
                self._replay(session, user_id)
                found = differences(stored, snapshot(session, user_id))
                _require_change(found, dry_run=dry_run)
        except _LeaveAsItIsError:
            pass
        return found

    def _catch_up(self, session: IWriteSession, user_id: str) -> None:
        for consumer in (self.progress, self.xp, self.achievements):
            delivery = EventDelivery(consumer, self.publisher)
            delivery.catch_up(session, user_id, self.clock.now())

    def _replay(self, session: IWriteSession, user_id: str) -> None:
        session.progress.clear(user_id)
        session.ledger.clear(user_id)
        event = None
        for event in _history(session, user_id):
            _keep(session, event)
            follows = self.progress.apply(session, event)
            self.xp.apply(session, event)
            self._earn(session, event, follows)
        if event is not None:
            self._earn(session, event, _recounted(session, event))
            self.achievements.apply(session, event)

    def _earn(self, session: IWriteSession, event: Event, follows: Iterable[Consequence]) -> None:
        for each in follows:
            derived = evolve(event, key=each.key, fact=each.fact, moment=each.moment)
            self.xp.apply(session, derived)


def _require_change(found: tuple[Difference, ...], *, dry_run: bool) -> None:
    if dry_run or not found:
        raise _LeaveAsItIsError


def _history(session: IWriteSession, user_id: str) -> Iterator[Event]:
    after: UUID | None = None
    while batch := session.events.of_user(user_id, _TYPES, after, _BATCH):
        yield from batch
        after = batch[-1].id


def _recounted(session: IWriteSession, event: Event) -> Iterator[Consequence]:
    """Count the units that were kept for their paths."""
    for each in session.progress.enrolled(event.user_id, 0, MOST_PATHS):
        path_id = each.path.id
        yield from recount_path(session, event.user_id, path_id, event.moment, used=False)


def _keep(session: IWriteSession, event: Event) -> None:
    """Store what stays although it could not be computed any more."""
    match event.fact:
        case PathCompleted(path_id=path_id):
            path = session.progress.path(event.user_id, path_id)
            if path is not None:
                done = evolve(path, completed=earliest(path.completed, event.moment))
                session.progress.put_path(event.user_id, path_id, done)
        case (
            ActivityCompleted(path_id=path_id, unit_id=unit_id)
            | UnitUnlocked(path_id=path_id, unit_id=unit_id)
            | UnitCompleted(path_id=path_id, unit_id=unit_id)
        ):
            for node in session.progress.graph(event.user_id, path_id):
                if node.unit_id == unit_id:
                    kept = _kept(event, node.progress)
                    session.progress.put_unit(event.user_id, unit_id, kept)


def _kept(event: Event, unit: UnitProgress) -> UnitProgress:
    match event.fact:
        case UnitUnlocked():
            return unit.unlocked(event.moment.at)
        case UnitCompleted():
            completed = earliest(unit.completed, event.moment)
            return evolve(unit, started=True, completed=completed)
    return evolve(unit, started=True)
