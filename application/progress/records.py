"""When a learner's points and achievements were first written down, which follows from no event."""

from collections.abc import Mapping
from datetime import datetime

from attrs import frozen

from parlons.application.ports.ledger import EarnedAchievement, EntryKey
from parlons.application.ports.unit_of_work import IReadSession, IWriteSession
from parlons.application.progress.achievement_consumer import reached, told_key
from parlons.domain.progress.achievement import Achievement


@frozen(kw_only=True)
class Records:
    """What is stored again keeps the instant at which it was written down first."""

    entries: Mapping[EntryKey, datetime]
    achievements: Mapping[Achievement, datetime]

    @classmethod
    def of(cls, session: IReadSession, user_id: str) -> "Records":
        """Note them before the ledger is cleared."""
        stored = session.ledger.achievements(user_id)
        return cls(
            entries=session.ledger.recorded(user_id),
            achievements={each.achievement: each.recorded_at for each in stored},
        )

    def restore(self, session: IWriteSession, user_id: str, at: datetime) -> None:
        """Put them back, and achieve what the ledger says.

        An achievement that was not stored was recorded when it was told or, if never, `at`.
        """
        new = session.ledger.recorded(user_id)
        earlier = {key: at for key, at in self.entries.items() if new.get(key, at) != at}
        session.ledger.put_recorded(user_id, earlier)
        for achievement, earned in reached(session, user_id).items():
            told = session.events.by_key(user_id, told_key(achievement))
            recorded_at = self.achievements.get(achievement, told.recorded_at if told else at)
            again = EarnedAchievement(
                achievement=achievement, earned=earned, recorded_at=recorded_at
            )
            session.ledger.achieve(user_id, again)
