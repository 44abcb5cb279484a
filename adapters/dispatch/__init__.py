"""How work gets to workers."""

from collections.abc import Iterator
from contextlib import closing
from importlib import import_module

from parlons.adapters.injection.extras import extra
from parlons.application.ports.dispatcher import IDispatcher
from parlons.application.settings import Settings


def in_memory() -> Iterator[IDispatcher]:
    """Work is done by whoever hands it over."""
    from parlons.adapters.dispatch.in_memory_dispatcher import InMemoryDispatcher

    yield InMemoryDispatcher()


def in_process(settings: Settings) -> Iterator[IDispatcher]:
    """Work is done by threads of the process that hands it over."""
    with extra("worker", "the dispatcher"):
        from parlons.adapters.dispatch.dramatiq_dispatcher import DramatiqDispatcher

    with closing(DramatiqDispatcher.in_process(_prefix(settings))) as dispatcher:
        yield dispatcher


def rabbitmq(settings: Settings) -> Iterator[IDispatcher]:
    """Work goes to whichever worker asks RabbitMQ for it."""
    with extra("rabbitmq", "the dispatcher on RabbitMQ"):
        from parlons.adapters.dispatch.rabbitmq_dispatcher import rabbitmq_dispatcher

    with closing(rabbitmq_dispatcher(settings.rabbitmq_url, _prefix(settings))) as dispatcher:
        yield dispatcher


def redis(settings: Settings) -> Iterator[IDispatcher]:
    """Work goes to whichever worker asks Redis for it."""
    with extra("worker", "the dispatcher on Redis"):
        import_module("dramatiq")
    with extra("redis", "the dispatcher on Redis"):
        from parlons.adapters.dispatch.redis_dispatcher import redis_dispatcher

    with closing(redis_dispatcher(settings.redis_url, _prefix(settings))) as dispatcher:
        yield dispatcher


def _prefix(settings: Settings) -> str:
    """Keep installations that share a broker apart, as those that share a database are."""
    return f"parlons.{settings.table_prefix}"
