"""How much work there is, as metrics."""

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from parlons.application.ports.unit_of_work import StorageUnavailableError
from parlons.container import Container
from parlons.domain.identity.principal import OPERATOR


def queue_gauges(container: Container) -> bytes:
    """Count work items by queue and status; nothing where the store cannot be used."""
    try:
        counts = container.count_work()(OPERATOR)
    except StorageUnavailableError:
        return b""
    registry = CollectorRegistry()
    gauge = Gauge("parlons_work_items", "Work items", ["queue", "status"], registry=registry)
    for (queue, status), number in counts.items():
        gauge.labels(queue, status).set(number)
    return generate_latest(registry)
