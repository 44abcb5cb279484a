"""What is asked about what learners have earned, and what changes it."""

from datetime import date

from attrs import frozen
from sqlalchemy import Delete, Update, bindparam, select

from parlons.adapters.sql.prepared import Prepared
from parlons.adapters.sql.progress.achievement_queries import AchievementQueries
from parlons.adapters.sql.progress.entry_queries import EntryQueries
from parlons.adapters.sql.progress.learner_row import LearnerQueries, only
from parlons.adapters.sql.query import Query
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.tables import Tables


@frozen(kw_only=True)
class LedgerQueries:
    """One statement for each question; `clear` are several."""

    learners: LearnerQueries
    entries: EntryQueries
    achievements: AchievementQueries
    freeze: Prepared
    frozen_days: Query[date]
    clear: tuple[Delete | Update, ...]

    @classmethod
    def on(cls, database: SqlDatabase) -> "LedgerQueries":
        """Prepare the statements for a database."""
        freezes, prepare = database.tables.streak_freezes, database.prepare
        of_user = select(freezes.c.day).where(freezes.c.user_id == bindparam("user_id"))
        return cls(
            learners=LearnerQueries.on(database),
            entries=EntryQueries.on(database),
            achievements=AchievementQueries.on(database),
            freeze=prepare(database.insert(freezes).on_conflict_do_nothing()),
            frozen_days=Query(prepare(of_user.order_by(freezes.c.day)), only),
            clear=_clear(database.tables),
        )


def _clear(tables: Tables) -> tuple[Delete | Update, ...]:
    stored = (tables.xp_ledger, tables.streak_freezes, tables.user_achievements)
    learners = tables.learners
    return (
        *(table.delete().where(table.c.user_id == bindparam("of_user")) for table in stored),
        learners.update().where(learners.c.user_id == bindparam("of_user")).values(points=0),
    )
