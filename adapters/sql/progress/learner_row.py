"""The one row that there is of each learner."""

from collections.abc import Sequence
from typing import Any

from attrs import frozen
from sqlalchemy import Insert, bindparam, false, select
from sqlalchemy.dialects import postgresql, sqlite

from parlons.adapters.sql.prepared import Prepared
from parlons.adapters.sql.query import Query
from parlons.adapters.sql.sql_database import SqlDatabase


@frozen(kw_only=True)
class LearnerQueries:
    """What reads the row, and what changes it or makes it where it is missing.

    Whoever has locked or changed it keeps others from both until the session ends.
    """

    lock: Prepared
    count_news: Prepared
    add_points: Prepared
    last_number: Query[int]
    points: Query[int]

    @classmethod
    def on(cls, database: SqlDatabase) -> "LearnerQueries":
        """Prepare the statements for a database."""
        learners, prepare = database.tables.learners, database.prepare
        mine = learners.c.user_id == bindparam("user_id")
        return cls(
            lock=prepare(_lock(database)),
            count_news=prepare(_add_to(database, "last_number")),
            add_points=prepare(_add_to(database, "points")),
            last_number=Query(prepare(select(learners.c.last_number).where(mine)), only),
            points=Query(prepare(select(learners.c.points).where(mine)), only),
        )


def only(row: Sequence[Any]) -> Any:
    """Return the only value of a row."""
    return row[0]


def _lock(database: SqlDatabase) -> Insert:
    """PostgreSQL locks the row even though it does not change it."""
    insert, learners = _insert(database), database.tables.learners
    return insert.on_conflict_do_update(
        index_elements=[learners.c.user_id],
        set_={"last_number": learners.c.last_number},
        where=false(),
    )


def _add_to(database: SqlDatabase, name: str) -> Insert:
    insert, learners = _insert(database, name), database.tables.learners
    return insert.on_conflict_do_update(
        index_elements=[learners.c.user_id],
        set_={name: learners.c[name] + insert.excluded[name]},
    )


def _insert(database: SqlDatabase, *names: str) -> postgresql.Insert | sqlite.Insert:
    columns = database.tables.learners.c
    binds = {name: bindparam(name, type_=columns[name].type) for name in ("user_id", *names)}
    return database.insert(database.tables.learners).values(binds)
