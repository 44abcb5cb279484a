"""A learner's row is lost, and with it the number of their latest news."""

from typing import Any

import pytest

from parlons.adapters.documents import row_codec
from parlons.adapters.memory.in_memory_unit_of_work import InMemoryUnitOfWork
from parlons.adapters.sql.sql_unit_of_work import SqlUnitOfWork
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.entrypoints.testing import progress_samples
from parlons.entrypoints.testing.contracts.events import announce


@pytest.fixture(params=["memory", "sqlite_database", "postgres_database"])
def store(request: pytest.FixtureRequest) -> IUnitOfWork:
    """Ada has three news, and grace one; ada's row is gone."""
    if request.param == "memory":
        store: Any = InMemoryUnitOfWork()
        tell_all(store)
        del store._state.learners["ada"]
        return store
    database = request.getfixturevalue(request.param)
    store = SqlUnitOfWork.on(database, next(row_codec()))
    tell_all(store)
    learners = database.tables.learners
    with database.writing() as connection:
        connection.execute(learners.delete().where(learners.c.user_id == "ada"))
    return store


def tell_all(store: IUnitOfWork) -> None:
    names = ("ada", "ada", "grace", "ada")
    announce(store, *(progress_samples.event(user_id=name) for name in names))


def test_news_of_a_number_that_is_taken_are_not_passed_over(store: IUnitOfWork):
    told = progress_samples.event()
    with pytest.raises(Exception, match=r"(?i)unique|already"), store.write() as session:
        session.events.announce(told)
    with store.read() as session:
        assert session.events.by_id(told.id) is None


def test_what_is_known_is_still_no_error(store: IUnitOfWork):
    with store.read() as session:
        known = session.events.news({"ada": 0}, 1)[0]
    with store.write() as session:
        assert not session.events.announce(progress_samples.event(key=known.key))


def test_news_go_on_after_they_were_recounted(store: IUnitOfWork):
    with store.write() as session:
        session.events.recount_news("ada")
        assert session.events.last_number("ada") == 3
    (told,) = announce(store, progress_samples.event())
    assert told.number == 4
    (others,) = announce(store, progress_samples.event(user_id="grace"))
    assert others.number == 2
