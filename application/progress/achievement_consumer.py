"""Achievements, as soon as the ledger says so."""

from collections.abc import Mapping
from typing import ClassVar

from attrs import define

from parlons.application.events.consumer import EventConsumer
from parlons.application.ports.ledger import EarnedAchievement
from parlons.application.ports.unit_of_work import IReadSession, IWriteSession
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
        follows = []
        for achievement, earned in reached(session, user_id).items():
            if known.get(achievement) != earned:
                new = EarnedAchievement(
                    achievement=achievement, earned=earned, recorded_at=event.recorded_at
                )
                if session.ledger.achieve(user_id, new):
                    follows.append(_told(achievement, earned))
        return follows


def reached(session: IReadSession, user_id: str) -> Mapping[Achievement, Moment]:
    """Return what a learner has earned by their ledger, and when."""
    found = standings(session.ledger.entries(user_id), session.ledger.frozen_days(user_id))
    return {
        achievement: standing.earned
        for achievement, standing in found.items()
        if standing.earned is not None
    }


def told_key(achievement: Achievement) -> str:
    """Return the key of the event that tells of an achievement."""
    return f"{AchievementEarned.TYPE} {achievement}"


def _told(achievement: Achievement, earned: Moment) -> Consequence:
    fact = AchievementEarned(achievement=achievement, title=ACHIEVEMENTS[achievement].title)
    return Consequence(key=told_key(achievement), fact=fact, moment=earned)
