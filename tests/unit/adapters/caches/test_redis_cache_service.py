import socket
import time
from uuid import uuid4

import pytest
from tests.support.services import redis_url

from parlons.adapters.caches.redis_cache_service import RedisCacheService
from parlons.application.ports.cache_service import CacheUnavailableError


@pytest.fixture
def silent_server():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"


def test_a_server_that_does_not_answer_is_given_up_soon(silent_server: str):
    cache = RedisCacheService.at(silent_server)
    started = time.perf_counter()
    with pytest.raises(CacheUnavailableError, match="Redis"):
        cache.get("key")
    assert time.perf_counter() - started < 3
    cache.close()


def test_a_connection_that_the_server_has_closed_is_replaced():
    cache = RedisCacheService.at(redis_url())
    connection = cache.client.client_id()
    with RedisCacheService.at(redis_url()).client as other:
        assert other.client_kill_filter(_id=connection) == 1
    assert cache.get(str(uuid4())) is None
    cache.close()


def test_keys_carry_the_prefix():
    cache = RedisCacheService.at(redis_url())
    key = str(uuid4())
    cache.set(key, b"value", 60)
    assert cache.client.get(f"parlons:{key}") == b"value"
    assert 59_000 < cache.client.pttl(f"parlons:{key}") <= 60_000
    cache.delete(key)
    cache.close()


def test_a_key_that_somebody_uses_for_something_else_is_a_failure_of_the_cache():
    cache = RedisCacheService.at(redis_url())
    key = str(uuid4())
    cache.client.rpush(f"parlons:{key}", "item")
    with pytest.raises(CacheUnavailableError, match="WRONGTYPE"):
        cache.get(key)
    cache.delete(key)
    cache.close()
