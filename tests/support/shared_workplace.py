"""An installation that several processes share: PostgreSQL keeps its records, RabbitMQ its work."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import attrs
from tests.support.brokers import delete_queues
from tests.support.services import rabbitmq_url
from tests.support.workplace import Workplace, workplace

from parlons.application.environment import variable
from parlons.application.settings import Settings

_SHARED = (
    *("data_dir", "database_url", "dispatcher", "rabbitmq_url", "table_prefix"),
    *("lease_seconds", "worker_threads"),
)


@contextmanager
def shared_workplace(folder: Path, database_url: str, **changes: Any) -> Iterator[Workplace]:
    """Give one with tables and queues of its own; the queues are deleted afterwards."""
    address, prefix = rabbitmq_url(), f"t{uuid4().hex[:12]}_"
    shared = {"dispatcher": "rabbitmq", "rabbitmq_url": address, "table_prefix": prefix}
    queues: list[str] = []
    try:
        with workplace(folder, database_url=database_url, **shared, **changes) as shop:
            try:
                yield shop
            finally:
                queues += shop.container.queues()
    finally:
        delete_queues(address, [f"parlons.{prefix}{queue}" for queue in queues])


def variables(settings: Settings) -> dict[str, str]:
    """Return the environment in which another process works for the same installation."""
    given = attrs.asdict(settings)
    return {variable(name): str(given[name]) for name in _SHARED if given[name] is not None}
