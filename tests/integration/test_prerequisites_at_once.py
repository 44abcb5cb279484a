"""Two educators cannot close a cycle together."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from tests.support.school import unit
from tests.support.wiring import wired

from parlons.adapters.documents import row_codec
from parlons.adapters.sql.sql_unit_of_work import SqlUnitOfWork
from parlons.application.learning.set_prerequisites import Prerequisites
from parlons.domain.errors import InvalidInputError
from parlons.domain.identity.principal import OPERATOR
from parlons.entrypoints.testing import samples
from parlons.entrypoints.testing.contracts.store import publish

SLUGS = ("a", "b", "c")


@pytest.fixture(params=["sqlite_database", "postgres_database"])
def unit_of_work(request: pytest.FixtureRequest) -> SqlUnitOfWork:
    return SqlUnitOfWork.on(request.getfixturevalue(request.param), next(row_codec()))


def test_of_changes_that_close_a_cycle_together_one_is_refused(unit_of_work: SqlUnitOfWork):
    path_id = publish(unit_of_work, samples.path("french", *map(unit, SLUGS)))
    with unit_of_work.read() as session:
        ids = [each.id for each in session.catalogue.units(path_id, 0, 10)]
    set_prerequisites = wired(unit_of_work).set_prerequisites()
    for _ in range(10):
        for unit_id in ids:
            set_prerequisites(OPERATOR, unit_id, Prerequisites(completed=()))
        together = Barrier(len(ids))

        def wait_for_the_next(index: int, together: Barrier = together) -> bool:
            together.wait(10)
            wanted = Prerequisites(completed=(ids[(index + 1) % len(ids)],))
            try:
                set_prerequisites(OPERATOR, ids[index], wanted)
            except InvalidInputError:
                return False
            return True

        with ThreadPoolExecutor(len(ids)) as pool:
            done = list(pool.map(wait_for_the_next, range(len(ids))))
        with unit_of_work.read() as session:
            waiting = [each.prerequisites for each in session.catalogue.units(path_id, 0, 10)]
        assert sorted(done) == [False, True, True]
        assert [each is not None for each in waiting] == done
