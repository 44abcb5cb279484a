"""Achievements, as soon as the ledger says so."""

from typing import ClassVar

from attrs import define

from parlons.application.events.consumer import EventConsumer
from parlons.application.ports.ledger import EarnedAchievement
from parlons.application.ports.unit_of_work import IWriteSession
from parlons.domain.progress.achievement import Achievement
from parlons.domain.progress.achievement_rules import ACHIEVEMENTS, standings
from parlons.domain.progress.event import (
    AchievementEarned,
    Consequence,
    DayFrozen,
    Event,
    LedgerMoved,
    XpEarned,
)
from parlons.domain.progress.moment import Moment


@define
class AchievementConsumer(EventConsumer):
    """Looks at the whole ledger each time: an event told late may earn something long ago."""

    queue: ClassVar = "achievements"
    facts: ClassVar = (XpEarned, LedgerMoved, DayFrozen)

    def apply(self, session: IWriteSession, event: Event) -> list[Consequence]:
        user_id = event.user_id
        session.progress.lock(user_id)
        known = {each.achievement: each.earned for each in session.ledger.achievements(user_id)}
        found = standings(session.ledger.entries(user_id), session.ledger.frozen_days(user_id))
        follows = []
        for achievement, standing in found.items():
            if standing.earned is not None and known.get(achievement) != standing.earned:
                new = EarnedAchievement(
                    achievement=achievement,
                    earned=standing.earned,
                    recorded_at=event.recorded_at,
                )
                if session.ledger.achieve(user_id, new):
                    follows.append(_told(achievement, standing.earned))
        return follows


def _told(achievement: Achievement, earned: Moment) -> Consequence:
    fact = AchievementEarned(achievement=achievement, title=ACHIEVEMENTS[achievement].title)
    return Consequence(key=f"{fact.TYPE} {achievement}", fact=fact, moment=earned)
