"""What PostgreSQL itself is told about transactions."""

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillRunning

import pytest
from sqlalchemy import text
from tests.support.wiring import wired

from parlons.adapters.documents import row_codec
from parlons.adapters.sql.errors import DatabaseUnreachableError
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_unit_of_work import SqlUnitOfWork
from parlons.domain.identity.principal import OPERATOR
from parlons.entrypoints.testing import samples


class Silence:
    def record(self, event: object) -> None: ...


def test_a_read_session_is_read_only_and_has_one_view(postgres_database: SqlDatabase):
    with postgres_database.reading() as connection:
        asked = "SELECT current_setting('transaction_read_only'), current_setting('{}')"
        settings = connection.execute(text(asked.format("transaction_isolation"))).one()
    assert tuple(settings) == ("on", "repeatable read")
    with postgres_database.writing() as connection:
        settings = connection.execute(text(asked.format("transaction_isolation"))).one()
    assert tuple(settings) == ("off", "read committed")


def test_two_imports_of_one_course_come_one_after_the_other(postgres_database: SqlDatabase):
    unit_of_work = SqlUnitOfWork.on(postgres_database, next(row_codec()))
    import_course = wired(unit_of_work, telemetry=Silence()).import_course()
    import_course(OPERATOR, samples.path())
    with ThreadPoolExecutor(1) as pool:
        with unit_of_work.write() as session:
            session.courses.put_path(samples.path(title="Better French"), samples.NOON)
            second = pool.submit(import_course, OPERATOR, samples.path(title="Best French"))
            with pytest.raises(StillRunning):
                second.result(timeout=0.3)
        report = second.result(timeout=10)
    assert report.updated == 1
    with unit_of_work.read() as session:
        assert session.catalogue.path(report.path_id).title == "Best French"


def test_first_imports_of_one_course_at_once_make_one_course(postgres_database: SqlDatabase):
    unit_of_work = SqlUnitOfWork.on(postgres_database, next(row_codec()))
    course = samples.path("french", samples.unit(vocabulary=(samples.word(),)))

    def import_it(_thread: int) -> int:
        return wired(unit_of_work, telemetry=Silence()).import_course()(OPERATOR, course).added

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(import_it, range(4))) == [0, 0, 0, 3]


def test_a_connection_that_broke_is_replaced(postgres_database: SqlDatabase):
    kill = text("SELECT pg_terminate_backend(pg_backend_pid())")
    with (
        pytest.raises(DatabaseUnreachableError),
        postgres_database.reading() as connection,
    ):
        connection.execute(kill)
    others = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    with postgres_database.reading() as connection:
        connection.execute(others)
    assert postgres_database.is_current()
    unit_of_work = SqlUnitOfWork.on(postgres_database, next(row_codec()))
    with unit_of_work.read() as session:
        assert session.catalogue.path(1) is None
