"""Days in a row, as a learner sees them."""

from datetime import date

from attrs import frozen

from parlons.application.ports.unit_of_work import IReadSession
from parlons.domain.progress.freezing import FREEZES_A_MONTH
from parlons.domain.progress.streak import streak
from parlons.domain.progress.xp_rule import XpRule


@frozen(kw_only=True)
class StreakView:
    """How many days in a row, up to which day, and what keeps them together.

    `today` is the date in the learner's zone; `freezes_left` are those of its month.
    """

    current: int
    longest: int
    last_active: date | None
    today: date
    active_today: bool
    frozen_days: tuple[date, ...]
    freezes_left: int


def streak_view(session: IReadSession, user_id: str, today: date) -> StreakView:
    """Return the streak as it stands on a day."""
    active = active_days(session, user_id)
    frozen_days = session.ledger.frozen_days(user_id)
    found = streak(active, frozen_days, today)
    used = sum((day.year, day.month) == (today.year, today.month) for day in frozen_days)
    return StreakView(
        current=found.current,
        longest=found.longest,
        last_active=found.last_active,
        today=today,
        active_today=today in active,
        frozen_days=frozen_days,
        freezes_left=max(0, FREEZES_A_MONTH - used),
    )


def active_days(session: IReadSession, user_id: str) -> set[date]:
    """Return the days on which there was an activity, where the learner was."""
    entries = session.ledger.entries_of(user_id, XpRule.DAY_ACTIVE)
    return {date.fromisoformat(entry.source) for entry in entries}
