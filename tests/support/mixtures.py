"""Installations of any mixture of adapters, which leave nothing on the servers they use."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any, Final
from uuid import uuid4

import attrs
import pytest
from attrs import frozen
from tests.support.brokers import delete_keys, delete_queues
from tests.support.clocks import SkippingClock
from tests.support.services import rabbitmq_url, redis_url

from parlons.adapters.caches.redis_cache_service import RedisCacheService
from parlons.application.settings import Settings
from parlons.container import Container
from parlons.entrypoints.worker.working import working

_DISPATCHERS: Final = ("memory", "in_process", "rabbitmq", "redis")


@frozen
class Mixture:
    """Which adapter serves each port that has several; models of tutors aside."""

    storage: str
    dispatcher: str
    cache: str
    speech: str = "espeak"
    password_hasher: str = "argon2"
    telemetry: tuple[str, ...] = ("log", "metrics")
    notifiers: tuple[str, ...] = ("log",)
    llm_prices: tuple[str, ...] = ()

    @property
    def main(self) -> tuple[str, str, str]:
        """What carries the outcome."""
        return self.storage, self.dispatcher, self.cache

    def settings(self, folder: Path, **where: Any) -> Settings:
        """Return the settings that choose it; `where` are addresses of servers."""
        chosen = attrs.asdict(self, filter=attrs.filters.exclude("storage"))
        store = "memory" if self.storage == "memory" else "sql"
        return Settings(data_dir=folder, store=store, **chosen, **where)


MEMORY: Final = Mixture(
    "memory", "memory", "memory", "silence", "plain", ("memory",), ("memory",), ("scripted=0/0",)
)
EMBEDDED: Final = Mixture("sqlite", "in_process", "disk")
PRODUCTION: Final = Mixture("postgresql", "rabbitmq", "redis")


def drawn(seed: int, count: int = 3) -> tuple[Mixture, ...]:
    """Draw mixtures that differ from one another and from the three above in what is `main`."""
    chance = Random(seed)
    found = {each.main: each for each in (MEMORY, EMBEDDED, PRODUCTION)}
    named = len(found)
    while len(found) < named + count:
        mixture = _draw(chance)
        found.setdefault(mixture.main, mixture)
    return tuple(found.values())[named:]


def _draw(chance: Random) -> Mixture:
    storage = chance.choice(("memory", "sqlite", "postgresql"))
    in_memory = storage == "memory"
    return Mixture(
        storage,
        "memory" if in_memory else chance.choice(_DISPATCHERS),
        chance.choice(("memory", "disk", "redis")),
        chance.choice(("espeak", "recorded", "silence")),
        chance.choice(("argon2", "plain")) if in_memory else "argon2",
        chance.choice((("log", "metrics"), ("log", "memory"), ("metrics",), ("memory",))),
    )


@contextmanager
def installed(
    mixture: Mixture, folder: Path, start: datetime, request: pytest.FixtureRequest
) -> Iterator[Container]:
    """Give an installation with a worker, where work needs one; its clock begins at `start`.

    Skips where a server is missing.
    """
    with ExitStack() as stack:
        settings = mixture.settings(folder, **_addresses(mixture, request))
        if mixture.dispatcher == "redis":
            prefix = f"parlons.{settings.table_prefix}"
            stack.callback(delete_keys, settings.redis_url, prefix)
        container = Container(settings=settings, clock=SkippingClock(start - datetime.now(UTC)))
        if mixture.dispatcher == "rabbitmq":
            queues = [f"parlons.{settings.table_prefix}{each}" for each in container.queues()]
            stack.callback(delete_queues, settings.rabbitmq_url, queues)
        stack.callback(container.shutdown_resources)
        _keep_apart(container, stack)
        if mixture.storage != "memory":
            container.database().upgrade()
        if mixture.dispatcher != "memory":
            stack.enter_context(working(container))
        yield container


def _addresses(mixture: Mixture, request: pytest.FixtureRequest) -> dict[str, str]:
    found = {}
    if mixture.dispatcher == "rabbitmq":
        found["rabbitmq_url"] = rabbitmq_url()
    if "redis" in (mixture.dispatcher, mixture.cache):
        found["redis_url"] = redis_url()
    if mixture.storage == "postgresql":
        found["database_url"] = request.getfixturevalue("postgres_address")
    return found and {**found, "table_prefix": f"journey_{uuid4().hex[:8]}_"}


def _keep_apart(container: Container, stack: ExitStack) -> None:
    """Use keys of its own on a server of caches, for which there is no setting."""
    cache = container.cache()
    if isinstance(cache, RedisCacheService):
        cache.prefix = f"parlons-test-{uuid4().hex}:"
        stack.callback(delete_keys, container.settings().redis_url, cache.prefix)
