"""See how many days in a row one has learnt."""

from typing import ClassVar

from attrs import define

from parlons.application.ports.clock import IClock
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.progress.streak_view import StreakView, streak_view
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal


@define
class ViewStreak:
    """Days are those of the learner's calendar, wherever the learner was."""

    permission: ClassVar = Permission.READ_COURSES

    unit_of_work: IUnitOfWork
    clock: IClock

    def __call__(self, principal: Principal) -> StreakView:
        """Return the streak as of today in the zone of the account."""
        principal.require(self.permission)
        today = principal.local_date(self.clock.now())
        with self.unit_of_work.read() as session:
            return streak_view(session, principal.user_id, today)
