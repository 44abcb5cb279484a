"""Days in a row."""

from collections.abc import Collection
from datetime import date, timedelta

from attrs import frozen

_DAY = timedelta(days=1)


@frozen(kw_only=True)
class Streak:
    """How many days in a row a learner has been at it.

    `current` is 0 once a day has passed without activity or freeze; `longest` never shrinks.
    Frozen days join the days around them and count for nothing themselves. `last_active` is the
    latest day with an activity.
    """

    current: int
    longest: int
    last_active: date | None


def streak(active: Collection[date], frozen_days: Collection[date], today: date) -> Streak:
    """Return the streak of a learner, of whom these are the local dates.

    A day counts once, however much was done on it. Today may still come: a streak that reached
    yesterday is not broken. Days after today are those of a learner who has travelled west, and
    count.
    """
    days = set(active)
    if not days:
        return Streak(current=0, longest=0, last_active=None)
    runs = _runs(days, set(frozen_days))
    end, length = runs[-1]
    alive = _bridged(end, set(frozen_days)) >= today - _DAY
    return Streak(
        current=length if alive else 0,
        longest=max(length for _, length in runs),
        last_active=max(days),
    )


def _runs(active: set[date], frozen_days: set[date]) -> list[tuple[date, int]]:
    """Return each run of days by its last active day and its number of active days."""
    runs: list[tuple[date, int]] = []
    for day in sorted(active):
        if runs and _bridged(runs[-1][0], frozen_days) >= day - _DAY:
            runs[-1] = day, runs[-1][1] + 1
        else:
            runs.append((day, 1))
    return runs


def _bridged(day: date, frozen_days: set[date]) -> date:
    """Return the last of the frozen days that follow a day without a gap, or the day."""
    while day + _DAY in frozen_days:
        day += _DAY
    return day
