"""Compute a learner's progress anew from what has happened."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import ClassVar, Final, get_args
from uuid import UUID

from attrs import define, evolve

from parlons.application.events.delivery import EventDelivery
from parlons.application.events.publisher import Publisher
from parlons.application.ports.clock import IClock
from parlons.application.ports.unit_of_work import IUnitOfWork, IWriteSession
from parlons.application.progress.achievement_consumer import AchievementConsumer
from parlons.application.progress.counted_units import counted_units, recount
from parlons.application.progress.progress_consumer import ProgressConsumer
from parlons.application.progress.records import Records
from parlons.application.progress.snapshot import Difference, differences, snapshot
from parlons.application.progress.sticky import keep
from parlons.application.progress.xp_consumer import XpConsumer
from parlons.domain.errors import NotFoundError
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.progress.event import (
    REPORTED,
    Consequence,
    Event,
    Fact,
    LessonCompleted,
    LessonMastered,
    PathCompleted,
    UnitCompleted,
    UnitUnlocked,
)

_ALL: Final = tuple(fact.TYPE for fact in get_args(Fact))
_KEPT: Final = (LessonCompleted, LessonMastered, UnitCompleted, UnitUnlocked, PathCompleted)
_TYPES: Final = tuple(fact.TYPE for fact in (*REPORTED, *_KEPT))
_BATCH: Final = 500


class _LeaveAsItIsError(Exception):
    """Ends a session without a change."""


@define
class RebuildProgress:
    """Everything that can be computed from the events is: counts, points, streaks, achievements.

    What a learner has completed or unlocked is an event, too, and so survives changes of courses.
    What waits to be worked on is no difference: it is done first. What was given up is one, and
    what follows from it is told. Open to admins.
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

        Where `dry_run` is set or nothing differs, nothing is stored. Raises `NotFoundError` where
        there are no events of that user, and `LookupError` where one that waits is missing.
        """
        principal.require(self.permission)
        found: tuple[Difference, ...] = ()
        try:
            with self.unit_of_work.write() as session:
                session.progress.lock(user_id)
                _require_events(session, user_id)
                found = self._rebuild(session, user_id, self.clock.now())
                _require_change(found, dry_run=dry_run)
        except _LeaveAsItIsError:
            pass
        return found

    def _rebuild(
        self, session: IWriteSession, user_id: str, now: datetime
    ) -> tuple[Difference, ...]:
        renumbered = tuple(_renumbered(session, user_id))
        deliveries = [
            EventDelivery(consumer, self.publisher)
            for consumer in (self.progress, self.xp, self.achievements)
        ]
        for each in deliveries:
            each.catch_up(session, user_id, now)
        stored = snapshot(session, user_id)
        for each in deliveries:
            each.make_up(session, user_id, now)
            each.catch_up(session, user_id, now)  # on what followed for it from those before
        self._replay(session, user_id, now)
        return (*renumbered, *differences(stored, snapshot(session, user_id)))

    def _replay(self, session: IWriteSession, user_id: str, now: datetime) -> None:
        records, counted = Records.of(session, user_id), counted_units(session, user_id)
        session.progress.clear(user_id)
        session.ledger.clear(user_id)
        event, derived = None, []
        for event in _history(session, user_id):
            keep(session, event)
            derived += _derived(event, self.progress.apply(session, event))
            self.xp.apply(session, event)
        if event is not None:
            derived += _derived(event, recount(session, user_id, counted, event.moment))
        for each in derived:  # at last: what was told is recorded when it was
            self.xp.apply(session, each)
        records.restore(session, user_id, now)


def _require_events(session: IWriteSession, user_id: str) -> None:
    if not session.events.of_user(user_id, _ALL, None, 1):
        raise NotFoundError(f"there are no events of {user_id}")


def _require_change(found: tuple[Difference, ...], *, dry_run: bool) -> None:
    if dry_run or not found:
        raise _LeaveAsItIsError


def _renumbered(session: IWriteSession, user_id: str) -> Iterator[Difference]:
    """Count the news before any is announced, or it would get a number that is taken."""
    stored = session.events.last_number(user_id)
    session.events.recount_news(user_id)
    computed = session.events.last_number(user_id)
    if stored != computed:
        yield Difference(
            what="number of the latest news", stored=str(stored), computed=str(computed)
        )


def _history(session: IWriteSession, user_id: str) -> Iterator[Event]:
    after: UUID | None = None
    while batch := session.events.of_user(user_id, _TYPES, after, _BATCH):
        yield from batch
        after = batch[-1].id


def _derived(event: Event, follows: Iterable[Consequence]) -> list[Event]:
    return [evolve(event, key=each.key, fact=each.fact, moment=each.moment) for each in follows]
