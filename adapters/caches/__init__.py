"""Where bytes are kept for a while."""

from collections.abc import Iterator
from contextlib import closing

from parlons.adapters.injection.extras import extra
from parlons.application.ports.cache_service import ICacheService
from parlons.application.ports.clock import IClock
from parlons.application.settings import Settings


def in_memory(clock: IClock) -> Iterator[ICacheService]:
    """A cache in this process."""
    from parlons.adapters.caches.in_memory_cache_service import InMemoryCacheService

    yield InMemoryCacheService(clock)


def disk(settings: Settings) -> Iterator[ICacheService]:
    """A cache in the data folder, shared by the processes of this machine."""
    with extra("disk", "the disk cache"):
        from parlons.adapters.caches.disk_cache_service import DiskCacheService

    with closing(DiskCacheService(settings.data_folder / "cache")) as cache:
        yield cache


def redis(settings: Settings) -> Iterator[ICacheService]:
    """A cache on a Redis server."""
    with extra("redis", "the Redis cache"):
        from parlons.adapters.caches.redis_cache_service import RedisCacheService

    with closing(RedisCacheService.at(settings.redis_url)) as cache:
        yield cache
