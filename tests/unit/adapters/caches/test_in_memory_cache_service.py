import time

import pytest

from parlons.adapters.caches.in_memory_cache_service import InMemoryCacheService
from parlons.adapters.system.fixed_clock import FixedClock


@pytest.fixture
def cache():
    return InMemoryCacheService(FixedClock(), max_entries=3)


def test_the_entry_not_used_for_longest_goes_first(cache):
    for key in "abc":
        cache.set(key, b"value", 60)
    cache.get("a")
    cache.set("d", b"value", 60)
    assert [key for key in "abcd" if cache.get(key)] == ["a", "c", "d"]


def test_replacing_a_value_drives_nobody_out(cache):
    for key in "abcc":
        cache.set(key, b"value", 60)
    assert [key for key in "abc" if cache.get(key)] == ["a", "b", "c"]


def test_a_forgetful_cache_keeps_nothing(cache):
    cache.forgetful = True
    cache.set("key", b"value", 60)
    assert cache.get("key") is None


def test_a_slow_cache_takes_its_time(cache):
    cache.delay_seconds = 0.02
    started = time.perf_counter()
    cache.get("key")
    assert time.perf_counter() - started >= 0.02
