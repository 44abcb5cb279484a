"""A limit counts for all processes together."""

from pathlib import Path

import pytest
from tests.performance.rate_limits import on_database, on_redis, run
from tests.support.services import redis_url


@pytest.mark.slow
def test_two_busy_processes_get_through_what_the_limit_says(tmp_path: Path, postgres_address: str):
    stores = {
        "SQLite": on_database(f"sqlite:///{tmp_path}/parlons.db"),
        "PostgreSQL": on_database(postgres_address),
        "Redis": on_redis(redis_url()),
    }
    outcomes = run(stores, seconds=3)
    assert [each.store for each in outcomes] == list(stores)
    assert [each for each in outcomes if abs(each.difference) > 1 or each.unavailable] == []
