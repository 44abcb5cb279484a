"""Experience points for what learners do."""

from typing import ClassVar

from attrs import define

from parlons.application.events.consumer import EventConsumer
from parlons.application.ports.unit_of_work import IWriteSession
from parlons.domain.progress.event import (
    ActivityCompleted,
    Consequence,
    DayFrozen,
    Event,
    LedgerMoved,
    LessonCompleted,
    LessonMastered,
    PathCompleted,
    UnitCompleted,
    XpEarned,
)
from parlons.domain.progress.ledger import LedgerEntry, entries_of


@define
class XpConsumer(EventConsumer):
    """Enters points into the ledger, each once; frozen days are applied where they are told."""

    queue: ClassVar = "xp"
    facts: ClassVar = (
        ActivityCompleted,
        LessonCompleted,
        LessonMastered,
        UnitCompleted,
        PathCompleted,
    )

    def apply(self, session: IWriteSession, event: Event) -> list[Consequence]:
        session.progress.lock(event.user_id)
        if isinstance(event.fact, DayFrozen):
            session.ledger.freeze(event.user_id, event.fact.day, event.recorded_at)
            return []
        entered = session.ledger.enter(event.user_id, entries_of(event), event.recorded_at)
        if entered.new:
            return [_earned(session, event, entered.new)]
        return [_moved(event, entered.moved)] if entered.moved else []


def _earned(session: IWriteSession, event: Event, new: tuple[LedgerEntry, ...]) -> Consequence:
    fact = XpEarned(
        points=sum(entry.points for entry in new),
        total=session.ledger.total(event.user_id),
        rules=tuple(sorted(entry.rule for entry in new)),
    )
    return Consequence(key=f"{fact.TYPE} {event.id}", fact=fact, moment=event.moment)


def _moved(event: Event, moved: tuple[LedgerEntry, ...]) -> Consequence:
    fact = LedgerMoved(rules=tuple(sorted(entry.rule for entry in moved)))
    key = f"{fact.TYPE} {event.id}"
    return Consequence(key=key, fact=fact, moment=event.moment, is_news=False)
