"""RabbitMQ, away for a while."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Final
from urllib.parse import urlsplit

from tests.support.brokers import delete_queues
from tests.support.tcp_proxy import TcpProxy, proxy_to

from parlons.container import Container, Settings

_PORT: Final = 5672

Stop = Callable[[], AbstractContextManager[None]]


def can_be_stopped(url: str) -> bool:
    """Say whether it runs here and may be stopped by whoever runs this script."""
    if urlsplit(url).hostname not in {"127.0.0.1", "localhost"} or not shutil.which("rabbitmqctl"):
        return False
    return not subprocess.run(
        ["rabbitmqctl", "status"], capture_output=True, check=False
    ).returncode


@contextmanager
def stopped() -> Iterator[None]:
    """Stop RabbitMQ itself for the time of the block; its node stays, so that it can be started."""
    subprocess.run(["rabbitmqctl", "--quiet", "stop_app"], capture_output=True, check=True)
    try:
        yield
    finally:
        subprocess.run(["rabbitmqctl", "--quiet", "start_app"], capture_output=True, check=True)


@contextmanager
def behind_proxy(url: str) -> Iterator[tuple[str, Stop]]:
    """Give an address of the broker that leads there by a proxy, and what cuts it."""
    server = urlsplit(url)
    user, at, _ = server.netloc.rpartition("@")
    with proxy_to(server.hostname or "127.0.0.1", server.port or _PORT) as proxy:
        there = server._replace(netloc=f"{user}{at}127.0.0.1:{proxy.port}")
        yield there.geturl(), lambda: _cut(proxy)


@contextmanager
def _cut(proxy: TcpProxy) -> Iterator[None]:
    proxy.cut()
    try:
        yield
    finally:
        proxy.restore()


def forget_queues(url: str, prefix: str) -> None:
    """Delete what an installation has left in the broker."""
    queues = Container(settings=Settings.in_memory()).queues()
    delete_queues(url, [prefix + queue for queue in queues])
