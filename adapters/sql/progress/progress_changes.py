"""What changes learners' progress."""

from attrs import frozen
from sqlalchemy import Delete, Insert, Table, bindparam, or_

from parlons.adapters.sql.prepared import Prepared
from parlons.adapters.sql.progress.learner_row import LearnerQueries
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.tables import Tables


@frozen(kw_only=True)
class ProgressChanges:
    """One statement for each table; what is stored already is not written again."""

    lock: Prepared
    put_lesson: Prepared
    put_exercise: Prepared
    put_unit: Prepared
    put_path: Prepared
    clear: tuple[Delete, ...]

    @classmethod
    def on(cls, database: SqlDatabase) -> "ProgressChanges":
        """Prepare the statements for a database."""
        tables = database.tables
        return cls(
            lock=LearnerQueries.on(database).lock,
            put_lesson=database.prepare(_put(database, tables.user_lesson_progress)),
            put_exercise=database.prepare(_put(database, tables.user_content_completions)),
            put_unit=database.prepare(_put(database, tables.user_unit_progress)),
            put_path=database.prepare(_put(database, tables.user_progress)),
            clear=_clear(tables),
        )


def _put(database: SqlDatabase, table: Table) -> Insert:
    insert = database.insert(table)
    values = {each.name: insert.excluded[each.name] for each in table.c if not each.primary_key}
    changed = (table.c[name].is_distinct_from(value) for name, value in values.items())
    return insert.on_conflict_do_update(
        index_elements=list(table.primary_key), set_=values, where=or_(*changed)
    )


def _clear(tables: Tables) -> tuple[Delete, ...]:
    stored = (
        tables.user_content_completions,
        tables.user_lesson_progress,
        tables.user_unit_progress,
        tables.user_progress,
    )
    return tuple(table.delete().where(table.c.user_id == bindparam("user_id")) for table in stored)
