"""See what one has achieved, and what is left."""

from datetime import datetime
from typing import ClassVar

from attrs import define, frozen

from parlons.application.ports.ledger import EarnedAchievement
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.progress.achievement import Achievement
from parlons.domain.progress.achievement_rules import ACHIEVEMENTS, standings


@frozen(kw_only=True)
class AchievementView:
    """An achievement, how much of its target is done, and when it was earned.

    `earned_at` is the instant of the activity that did it, `recorded_at` when that was found out.
    """

    achievement: Achievement
    title: str
    description: str
    done: int
    target: int
    earned_at: datetime | None
    recorded_at: datetime | None


@frozen(kw_only=True)
class AchievementsView:
    """Every achievement there is, earned or not."""

    earned: int
    items: tuple[AchievementView, ...]


@define
class ViewAchievements:
    """What was earned stays, whatever the rules say later."""

    permission: ClassVar = Permission.READ_COURSES

    unit_of_work: IUnitOfWork

    def __call__(self, principal: Principal) -> AchievementsView:
        """Return all achievements in the order in which they are shown."""
        principal.require(self.permission)
        with self.unit_of_work.read() as session:
            earned = session.ledger.achievements(principal.user_id)
            entries = session.ledger.entries(principal.user_id)
            frozen_days = session.ledger.frozen_days(principal.user_id)
        done = {name: each.done for name, each in standings(entries, frozen_days).items()}
        known = {each.achievement: each for each in earned}
        items = tuple(_view(each, known.get(each), done[each]) for each in ACHIEVEMENTS)
        return AchievementsView(earned=len(known), items=items)


def _view(achievement: Achievement, earned: EarnedAchievement | None, done: int) -> AchievementView:
    rule = ACHIEVEMENTS[achievement]
    return AchievementView(
        achievement=achievement,
        title=rule.title,
        description=rule.description,
        done=rule.target if earned else done,
        target=rule.target,
        earned_at=earned.earned.at if earned else None,
        recorded_at=earned.recorded_at if earned else None,
    )
