import sys

import pytest

from parlons.adapters import caches
from parlons.adapters.injection.extras import MissingExtraError
from parlons.adapters.system.fixed_clock import FixedClock
from parlons.application.settings import Settings


@pytest.mark.parametrize("name", ["disk", "redis"])
def test_each_front_door_hands_over_a_cache_and_closes_it(name: str, tmp_path):
    (cache,) = getattr(caches, name)(Settings(data_dir=tmp_path))
    assert type(cache).__name__.lower() == f"{name}cacheservice"


def test_the_in_memory_cache_has_the_clock_it_was_given():
    clock = FixedClock()
    (cache,) = caches.in_memory(clock)
    assert cache.clock is clock


@pytest.mark.parametrize(("name", "library"), [("disk", "diskcache"), ("redis", "redis")])
def test_a_missing_library_is_named_with_its_extra(name: str, library: str, monkeypatch):
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.delitem(sys.modules, f"parlons.adapters.caches.{name}_cache_service", raising=False)
    with pytest.raises(MissingExtraError, match=rf"parlons\[{name}\]"):
        next(getattr(caches, name)(Settings()))
