"""The exam of our rate limiters."""

from pathlib import Path
from uuid import uuid4

import pytest
from tests.support.command import free_port
from tests.support.services import redis_url

from parlons.adapters.rate_limits.in_memory_rate_limiter import InMemoryRateLimiter
from parlons.adapters.rate_limits.redis_rate_limiter import RedisRateLimiter
from parlons.adapters.sql.limits.sql_rate_limiter import SqlRateLimiter
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.entrypoints.testing.contracts.rate_limiter import RateLimiterContract


class TestInMemoryRateLimiter(RateLimiterContract):
    @pytest.fixture
    def limiter(self):
        return InMemoryRateLimiter()

    @pytest.fixture
    def unavailable(self):
        return InMemoryRateLimiter(available=False)


class TestSqlRateLimiterOnSQLite(RateLimiterContract):
    @pytest.fixture
    def limiter(self, sqlite_database: SqlDatabase):
        return SqlRateLimiter.on(sqlite_database)

    @pytest.fixture
    def unavailable(self, tmp_path: Path):
        (tmp_path / "no-folder").touch()
        return SqlRateLimiter.on(SqlDatabase.at(tmp_path / "no-folder" / "parlons.db"))


class TestSqlRateLimiterOnPostgreSQL(RateLimiterContract):
    @pytest.fixture
    def limiter(self, postgres_database: SqlDatabase):
        return SqlRateLimiter.on(postgres_database)

    @pytest.fixture
    def unavailable(self):
        address = f"postgresql://parlons:secret@127.0.0.1:{free_port()}/parlons"
        return SqlRateLimiter.on(SqlDatabase.at(address))


class TestRedisRateLimiter(RateLimiterContract):
    @pytest.fixture
    def limiter(self):
        limiter = RedisRateLimiter.at(redis_url())
        limiter.prefix = f"parlons-test:{uuid4()}:"
        yield limiter
        for key in limiter.client.scan_iter(limiter.prefix + "*"):
            limiter.client.delete(key)
        limiter.close()

    @pytest.fixture
    def unavailable(self):
        limiter = RedisRateLimiter.at(f"redis://:secret@127.0.0.1:{free_port()}/0")
        yield limiter
        limiter.close()
