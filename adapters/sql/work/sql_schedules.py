"""Schedules in SQL."""

import attrs
from attrs import frozen
from sqlalchemy import bindparam, select

from parlons.adapters.sql.prepared import Prepared
from parlons.adapters.sql.query import Query, reader_of
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.adapters.sql.tables import Tables
from parlons.application.ports.schedules import ISchedules
from parlons.application.ports.unit_of_work import DuplicateError, StaleRevisionError
from parlons.domain.work.schedule import NextRun


@frozen(kw_only=True)
class ScheduleQueries:
    """What is asked about schedules, and what adds one."""

    tables: Tables
    add: Prepared
    by_name: Query[NextRun]

    @classmethod
    def on(cls, database: SqlDatabase) -> "ScheduleQueries":
        """Prepare the statements for a database."""
        schedules, prepare = database.tables.work_schedules, database.prepare
        of_name = select(schedules).where(schedules.c.name == bindparam("name"))
        return cls(
            tables=database.tables,
            add=prepare(database.insert(schedules).on_conflict_do_nothing()),
            by_name=Query(prepare(of_name), reader_of(NextRun, schedules.c.keys())),
        )


@frozen
class SqlSchedules(ISchedules):
    """The schedules of a session."""

    transaction: SqlTransaction
    queries: ScheduleQueries

    def by_name(self, name: str) -> NextRun | None:
        return self.queries.by_name.first(self.transaction, {"name": name})

    def add(self, run: NextRun) -> None:
        if not self.transaction.add(self.queries.add, attrs.asdict(run)):
            raise DuplicateError("the schedule has its next run already")

    def replace(self, before: NextRun, after: NextRun) -> None:
        schedules = self.queries.tables.work_schedules
        unchanged = (schedules.c[name] == value for name, value in attrs.asdict(before).items())
        update = schedules.update().where(*unchanged)
        if not self.transaction.change(update, attrs.asdict(after)).rowcount:
            raise StaleRevisionError("the schedule fired in the meantime")
