"""What is asked about achievements, and what stores one."""

from collections.abc import Sequence
from typing import Any

from attrs import frozen
from sqlalchemy import Insert, bindparam, select

from parlons.adapters.sql.prepared import Prepared, Values
from parlons.adapters.sql.query import Query
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.application.ports.ledger import EarnedAchievement
from parlons.domain.progress.moment import Moment


@frozen(kw_only=True)
class AchievementQueries:
    """`lock` keeps others from one until the session ends; `move` gives it another moment."""

    add: Prepared
    lock: Query[EarnedAchievement]
    move: Prepared
    of_user: Query[EarnedAchievement]

    @classmethod
    def on(cls, database: SqlDatabase) -> "AchievementQueries":
        """Prepare the statements for a database."""
        table, prepare = database.tables.user_achievements, database.prepare
        columns = (table.c[name] for name in ("achievement", "earned_at", "zone", "recorded_at"))
        of_user = select(*columns).where(table.c.user_id == bindparam("user_id"))
        one = table.c.achievement == bindparam("achievement", type_=table.c.achievement.type)
        return cls(
            add=prepare(database.insert(table).on_conflict_do_nothing()),
            lock=Query(prepare(of_user.where(one).with_for_update()), _earned),
            move=prepare(_move(database)),
            of_user=Query(prepare(of_user), _earned),
        )


def achievement_values(earned: EarnedAchievement) -> Values:
    """Spread an achievement over its columns."""
    return {
        "achievement": earned.achievement,
        "earned_at": earned.earned.at,
        "zone": earned.earned.zone,
        "recorded_at": earned.recorded_at,
    }


def _earned(row: Sequence[Any]) -> EarnedAchievement:
    achievement, earned_at, zone, recorded_at = row
    return EarnedAchievement(
        achievement=achievement, earned=Moment(earned_at, zone), recorded_at=recorded_at
    )


def _move(database: SqlDatabase) -> Insert:
    table = database.tables.user_achievements
    insert = database.insert(table)
    return insert.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_={name: insert.excluded[name] for name in ("earned_at", "zone")},
    )
