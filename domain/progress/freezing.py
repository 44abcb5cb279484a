"""How many days a learner may leave out."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from parlons.domain.errors import ConflictError, InvalidInputError

FREEZES_A_MONTH: Final = 2
"""Days of one calendar month that may be frozen."""

_AHEAD: Final = timedelta(days=31)
_DAY: Final = timedelta(days=1)


def require_freezable(
    day: date, today: date, frozen_days: Collection[date], active_days: Collection[date]
) -> None:
    """Raise `InvalidInputError` unless the day is between yesterday and 31 days ahead.

    Raises `ConflictError` where two days of its month are frozen already, and for a day that counts
    by itself.
    """
    if not today - _DAY <= day <= today + _AHEAD:
        message = f"only days from yesterday to {_AHEAD.days} days ahead can be frozen"
        raise InvalidInputError(message, "/day")
    if day in active_days:
        raise ConflictError(f"there is an activity on {day.isoformat()}: it needs no freeze")
    same_month = [each for each in frozen_days if (each.year, each.month) == (day.year, day.month)]
    if len(same_month) >= FREEZES_A_MONTH:
        days = " and ".join(each.isoformat() for each in sorted(same_month))
        raise ConflictError(f"{days} are frozen: that is all for one month")
