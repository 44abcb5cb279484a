"""The exam of our caches."""

import socket
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from tests.support.services import redis_url

from parlons.adapters.caches.disk_cache_service import DiskCacheService
from parlons.adapters.caches.in_memory_cache_service import InMemoryCacheService
from parlons.adapters.caches.redis_cache_service import RedisCacheService
from parlons.adapters.system.fixed_clock import FixedClock
from parlons.entrypoints.testing.contracts.cache_service import CacheServiceContract


class TestInMemoryCacheService(CacheServiceContract):
    @pytest.fixture(autouse=True)
    def clock(self):
        self.clock = FixedClock()

    @pytest.fixture
    def cache(self):
        return InMemoryCacheService(self.clock)

    @pytest.fixture
    def unavailable(self):
        return InMemoryCacheService(self.clock, broken=True)

    def let_time_pass(self, seconds: float) -> None:
        self.clock.advance(timedelta(seconds=seconds))


class TestDiskCacheService(CacheServiceContract):
    @pytest.fixture
    def cache(self, tmp_path: Path):
        cache = DiskCacheService(tmp_path / "cache")
        yield cache
        cache.close()

    @pytest.fixture
    def unavailable(self, tmp_path: Path):
        (tmp_path / "file").touch()
        return DiskCacheService(tmp_path / "file")


class TestRedisCacheService(CacheServiceContract):
    @pytest.fixture
    def cache(self):
        cache = RedisCacheService.at(redis_url())
        cache.prefix = f"parlons-test:{uuid4()}:"
        yield cache
        for key in cache.client.scan_iter(cache.prefix + "*"):
            cache.client.delete(key)
        cache.close()

    @pytest.fixture
    def unavailable(self):
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
        cache = RedisCacheService.at(f"redis://127.0.0.1:{port}/0")
        yield cache
        cache.close()
