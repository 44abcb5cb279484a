"""Migrations keep what is stored, and make the tables that the program works with."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, select, text

from parlons.adapters.documents import row_codec
from parlons.adapters.sql.errors import DatabaseUnreachableError
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_unit_of_work import SqlUnitOfWork
from parlons.application.ports.insights import LearningFact
from parlons.application.ports.ledger import EarnedAchievement
from parlons.application.ports.unit_of_work import IWriteSession
from parlons.application.ports.usage import UsageFilter
from parlons.domain.exercises.answer_report import AnswerReport
from parlons.domain.exercises.attempt import Regrade
from parlons.domain.exercises.translation import TranslationAnswer
from parlons.domain.learning.prerequisites import UnitCompleted
from parlons.domain.learning.unit_role import UnitRole
from parlons.domain.progress.achievement import Achievement
from parlons.domain.spending.budget import Budget
from parlons.domain.spending.scope import INSTALLATION, Cap
from parlons.domain.spending.usage_report import Dimension, UsageRow, UsageSums
from parlons.entrypoints.testing import (
    course_samples,
    progress_samples,
    samples,
    spending_samples,
    work_samples,
)
from parlons.entrypoints.testing.contracts.store import publish, stored_exercise

MIGRATIONS = Path(__file__).parents[2] / "adapters" / "sql" / "migrations" / "versions"
REVISIONS = sorted(path.name.partition("_")[0] for path in MIGRATIONS.glob("[0-9]*.py"))

Open = Callable[..., SqlDatabase]
Columns = dict[str, set[str]]


@pytest.fixture(params=["sqlite", "postgresql"])
def open_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """Opens databases at one address, by default with a prefix that nobody else has."""
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path}/parlons.db"
    else:
        address = request.getfixturevalue("postgres_address")
    opened: list[SqlDatabase] = []

    def open_one(prefix: str = f"t{uuid4().hex[:8]}_") -> SqlDatabase:
        opened.append(SqlDatabase.at(address, prefix=prefix))
        return opened[-1]

    yield open_one
    for database in opened:
        if database.current() is not None:
            database.downgrade("base")
        database.dispose()


def fill(database: SqlDatabase) -> SqlUnitOfWork:
    """Put rows into every table."""
    unit_of_work = SqlUnitOfWork.on(database, next(row_codec()))
    first = samples.unit(vocabulary=(samples.word(),))
    second = samples.unit(
        "food",
        samples.lesson("bread"),
        role=UnitRole.OPTIONAL,
        prerequisites=UnitCompleted(unit=first.slug),
    )
    path_id = publish(unit_of_work, samples.path("spanish", first, second))
    exercise_id = stored_exercise(unit_of_work)
    with unit_of_work.write() as session:
        session.users.add(samples.user())
        attempt = samples.attempt(
            exercise_id, answer=TranslationAnswer("x"), idempotency_key=samples.ANY_TEXT
        )
        session.attempts.add(attempt)
        session.reports.add(AnswerReport.about(attempt, samples.ANY_TEXT, samples.NOON))
        grade = samples.exercise(keys=("x",)).grade(attempt.answer)
        session.regrading.regrade(
            attempt.id, Regrade(exercise_version=1, grade=grade, regraded_at=samples.NOON)
        )
        fill_spending(session)
        fill_progress(session, path_id)
        fill_work(session)
    with database.writing() as connection:
        limit = {"key": "ada", "used_until": samples.NOON}
        connection.execute(database.tables.rate_limits.insert(), limit)
    return unit_of_work


def fill_progress(session: IWriteSession, path_id: int) -> None:
    """Put rows into the tables of what has happened to a learner and what follows from it."""
    unit = session.catalogue.units(path_id, 0, 1)[0]
    lesson = session.catalogue.lessons(unit.id, 0, 1)[0]
    place = session.catalogue.place_of_lesson(lesson.id)
    exercises = () if place is None else place.exercises
    event, moment = progress_samples.event(), progress_samples.moment(zone="Asia/Kathmandu")
    session.events.announce(event)
    session.progress.lock("ada")
    record = course_samples.lesson_record(*exercises, at=moment)
    session.progress.put_lesson("ada", lesson.id, record, len(exercises))
    units = course_samples.unit_progress(completed=moment, unlocked_at=samples.NOON)
    session.progress.put_unit("ada", unit.id, units)
    session.progress.put_path("ada", path_id, course_samples.path_progress(completed=moment))
    session.ledger.enter("ada", [progress_samples.entry()], samples.NOON)
    session.ledger.freeze("ada", moment.local_date, samples.NOON)
    earned = EarnedAchievement(
        achievement=Achievement.FLAWLESS, earned=moment, recorded_at=samples.NOON
    )
    session.ledger.achieve("ada", earned)
    session.insights.add(
        LearningFact(
            event_id=event.id,
            user_id=event.user_id,
            type=event.fact.TYPE,
            occurred_at=moment.at,
            local_date=moment.local_date,
            path_id=path_id,
            unit_id=unit.id,
            lesson_id=lesson.id,
            answered=2,
            right=1,
            duration_ms=4200,
        )
    )


def fill_work(session: IWriteSession) -> None:
    """Put rows into the tables of work."""
    item = work_samples.running(user_id="ada", dispatched_at=samples.NOON, progress=40)
    session.work.add([item])
    session.work.note_failure(item.id, work_samples.failure())
    session.schedules.add(work_samples.next_run())


def fill_spending(session: IWriteSession) -> None:
    """Put rows into the tables of what models cost and may cost."""
    hold = spending_samples.settled()
    session.spending.add(hold)
    session.budgets.keep(hold.period, {scope: Budget(spent=hold.spent) for scope in hold.scopes})
    session.caps.put(Cap(scope=INSTALLATION, microdollars=10**9))
    session.plans.put(spending_samples.plan())
    session.accounts.put(spending_samples.account())
    session.usage.book(spending_samples.usage_key(), UsageSums.of(hold))


def rows_of(database: SqlDatabase, kept: Columns | None = None) -> dict[str, list[tuple]]:
    """Return the rows of all tables, or of those columns that are `kept`."""
    tables = database.tables.metadata.sorted_tables
    kept = kept or {table.name: set(table.c.keys()) for table in tables}
    with database.reading() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(*columns))), key=repr)
            for table in tables
            if (columns := [column for column in table.c if column.name in kept[table.name]])
        }


def columns_of(database: SqlDatabase) -> Columns:
    """Return the columns that the tables have at the revision the database is at."""
    with database.reading() as connection:
        found = inspect(connection)
        return {
            table.name: {column["name"] for column in found.get_columns(table.name)}
            if found.has_table(table.name)
            else set()
            for table in database.tables.metadata.sorted_tables
        }


def test_rows_in_every_table_survive_the_way_down_and_up(open_database: Open):
    """What an older revision has no column for is lost on the way down, and nothing else."""
    database = open_database()
    database.upgrade()
    unit_of_work = fill(database)
    assert all(rows_of(database).values()), "a table has no rows: fill() it"
    for revision in reversed(REVISIONS):
        database.downgrade(revision)
        assert database.current() == revision
        kept = columns_of(database)
        before = rows_of(database, kept)
        database.upgrade()
        assert rows_of(database, kept) == before
        assert all(before.values())
    with unit_of_work.read() as session:
        assert session.users.by_email("ada@example.org") is not None


def test_keys_stand_for_themselves_when_they_become_patterns(open_database: Open):
    database = open_database()
    database.upgrade()
    unit_of_work = SqlUnitOfWork.on(database, next(row_codec()))
    exercise_id = stored_exercise(unit_of_work)
    database.downgrade("0001")
    exercises = database.tables.exercises
    with database.writing() as connection:
        content = json.loads(connection.execute(select(exercises.c.content)).scalar_one())
        content["keys"] = ["bonsoir :)", "a|b"]
        connection.execute(exercises.update().values(content=content))
    database.upgrade()
    with SqlUnitOfWork.on(database, next(row_codec())).read() as session:
        exercise = session.catalogue.exercise(exercise_id)
    assert exercise is not None
    for key in ("bonsoir :)", "a|b"):
        assert exercise.grade(TranslationAnswer(key)).verdict == "exact"


def test_units_of_older_tables_are_required_and_wait_for_nothing(open_database: Open):
    database = open_database()
    database.upgrade()
    path_id = publish(
        SqlUnitOfWork.on(database, next(row_codec())),
        samples.path("french", samples.unit(role=UnitRole.REVIEW)),
    )
    database.downgrade("0002")
    database.upgrade()
    with SqlUnitOfWork.on(database, next(row_codec())).read() as session:
        (unit,) = session.catalogue.units(path_id, 0, 10)
    assert (unit.role, unit.prerequisites) == (UnitRole.REQUIRED, None)


def test_what_was_spent_before_there_were_budgets_counts(open_database: Open):
    database = open_database()
    database.upgrade()
    hold = spending_samples.settled(begun_at=datetime(2026, 2, 28, 23, 30, tzinfo=UTC))
    other = spending_samples.settled(begun_at=datetime(2026, 3, 2, tzinfo=UTC), user_id="grace")
    unit_of_work = SqlUnitOfWork.on(database, next(row_codec()))
    open_hold, unsent = spending_samples.dispatched(), spending_samples.hold()
    with unit_of_work.write() as session:
        for each in (hold, other, open_hold, unsent):
            session.spending.add(each)
    database.downgrade("0003")
    database.upgrade()
    days = UsageFilter(first=date(2026, 2, 28), last=date(2026, 3, 8))
    spent = Budget(spent=hold.spent)
    with unit_of_work.read() as session:
        (kept,) = session.spending.latest("ada", 9)
        assert (kept.begun_at, kept.usage, kept.spent) == (hold.begun_at, hold.usage, hold.spent)
        assert (kept.status, kept.period.name) == ("settled", "2026-02")
        assert session.budgets.of(hold.scopes, kept.period) == (spent, spent, spent)
        assert session.budgets.of(other.scopes[-1:], other.period) == (spent,)
        assert session.usage.total(days) == UsageSums.of(hold) + UsageSums.of(other)
        rows = session.usage.by(Dimension.USER, days, 9)
    assert rows == (
        UsageRow(value="ada", sums=UsageSums.of(hold)),
        UsageRow(value="grace", sums=UsageSums.of(other)),
    )


def test_what_a_call_of_unknown_price_cost_counts_as_nothing(open_database: Open):
    database = open_database()
    database.upgrade()
    unit_of_work = SqlUnitOfWork.on(database, next(row_codec()))
    with unit_of_work.write() as session:
        session.spending.add(spending_samples.settled())
    database.downgrade("0003")
    with database.writing() as connection:
        ledger = database.tables.llm_spending.name
        connection.execute(text(f"UPDATE {ledger} SET cost_microdollars = NULL"))
    database.upgrade()
    with unit_of_work.read() as session:
        assert [each.spent for each in session.spending.latest("ada", 9)] == [0]


def test_every_migration_can_be_undone_with_rows_in_every_table(open_database: Open):
    database = open_database()
    database.upgrade()
    fill(database)
    for revision in [*reversed(REVISIONS[:-1]), "base"]:
        database.downgrade(revision)
    assert database.current() is None
    database.upgrade()
    assert database.is_current()
    assert not any(rows_of(database).values())


def test_migrations_make_the_tables_that_are_described(open_database: Open):
    database = open_database()
    database.upgrade()
    metadata = database.tables.metadata
    with database.reading() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or name in metadata.tables},
        )
        assert compare_metadata(context, metadata) == []


def test_two_installations_share_a_database(open_database: Open):
    first, second = open_database(f"a{uuid4().hex[:8]}_"), open_database(f"b{uuid4().hex[:8]}_")
    first.upgrade()
    assert second.current() is None
    second.upgrade()
    fill(first)
    assert not any(rows_of(second).values())
    fill(second)
    second.downgrade("base")
    assert all(rows_of(first).values())


def test_an_upgrade_that_fails_leaves_the_tables_as_they_were(open_database: Open):
    database = open_database()
    with database.writing() as connection:
        connection.execute(text(f"CREATE TABLE {database.tables.lessons.name} (other INTEGER)"))
    with pytest.raises(DatabaseUnreachableError, match="already exists"):
        database.upgrade()
    assert database.current() is None
    with database.writing() as connection:
        connection.execute(text(f"DROP TABLE {database.tables.lessons.name}"))
    database.upgrade()
    assert database.is_current()
