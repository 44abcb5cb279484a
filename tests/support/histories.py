"""What learners tell, and what it adds up to."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Final, TypeAlias
from uuid import UUID

from hypothesis import strategies as st

from parlons.domain.progress.event import ActivityCompleted, Event, ExerciseResult, Fact
from parlons.domain.progress.ledger import LedgerEntry, entries_of
from parlons.domain.progress.moment import Moment
from parlons.domain.progress.xp_rule import XpRule

Ledger: TypeAlias = Mapping[tuple[XpRule, str], LedgerEntry]

_SOME_ID: Final = UUID(int=1)


def at(instant: str, zone: str = "UTC") -> Moment:
    """A moment by its instant, as ISO 8601 with an offset, and its zone."""
    return Moment(datetime.fromisoformat(instant), zone)


def activity(
    results: Mapping[int, bool], *, lesson_id: int = 1, exercises: Iterable[int] | None = None
) -> ActivityCompleted:
    """Answers to exercises, right or not; those are all of the lesson unless it has others."""
    return ActivityCompleted(
        path_id=1,
        unit_id=1,
        lesson_id=lesson_id,
        exercises=tuple(results if exercises is None else exercises),
        results=tuple(
            ExerciseResult(exercise_id=each, attempt_id=_SOME_ID, right=right)
            for each, right in results.items()
        ),
    )


def event(fact: Fact, moment: Moment) -> Event:
    """The fact as a learner told it when it happened."""
    return Event(
        id=_SOME_ID, user_id="ada", key="told", fact=fact, moment=moment, recorded_at=moment.at
    )


def fold(events: Iterable[Event]) -> Ledger:
    """Enter what the events earn: each key once, with its earliest moment."""
    ledger: dict[tuple[XpRule, str], LedgerEntry] = {}
    for told in events:
        for entry in entries_of(told):
            known = ledger.setdefault(entry.key, entry)
            if entry.moment < known.moment:
                ledger[entry.key] = entry
    return ledger


def active_days(ledger: Ledger) -> set[date]:
    """The local days on which the learner did anything."""
    return {date.fromisoformat(source) for rule, source in ledger if rule is XpRule.DAY_ACTIVE}


ZONES: Final = (
    "UTC",
    "Europe/Paris",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
)

_FIRST: Final = datetime(2026, 3, 27, tzinfo=UTC)

MOMENTS: Final = st.builds(
    lambda quarters, zone: Moment(_FIRST + timedelta(minutes=15 * quarters), zone),
    st.integers(0, 10 * 96),
    st.sampled_from(ZONES),
)
"""Ten days in which clocks change in Paris and on Lord Howe Island; some instants are equal."""
