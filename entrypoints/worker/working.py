"""A worker, for the time of a block."""

import logging
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from threading import Event
from typing import Final
from uuid import UUID

from parlons.application.ports.dispatcher import BrokerUnavailableError
from parlons.application.ports.unit_of_work import StorageUnavailableError
from parlons.container import Container
from parlons.domain.errors import NotFoundError
from parlons.entrypoints.worker.work_loop import WorkLoop

_RETRY_SECONDS: Final = 1.0

_log = logging.getLogger(__name__)


@contextmanager
def working(
    container: Container,
    queues: Collection[str] | None = None,
    *,
    relay: bool = True,
    stop: Event | None = None,
) -> Iterator[None]:
    """Do the work of some queues, or of all, in threads of this process.

    Besides, unless `relay` is False, hand out the work of all queues; where the broker is in this
    process somebody must. At the end what was begun is finished. A broker that cannot be reached is
    waited for until `stop` is set. Raises `NotFoundError` for a queue that there is not.
    """
    wanted = container.queues() if queues is None else tuple(queues)
    _require_known(wanted, container.queues())
    with ExitStack() as stack:
        if container.settings().carrier == "in_process":
            with container.unit_of_work().write() as session:
                session.work.forget_dispatch()
        if wanted:
            _receive(stack, container, wanted, stop or Event())
        if relay:  # begins after somebody receives, and ends before
            stack.enter_context(_loop(container).running())
        yield


def _require_known(wanted: Collection[str], known: Collection[str]) -> None:
    for queue in wanted:
        if queue not in known:
            raise NotFoundError(f"there is no queue {queue}: there are {', '.join(known)}")


def _loop(container: Container) -> WorkLoop:
    return WorkLoop(
        relay=container.relay_work(),
        upkeep=(container.reap_work(), container.fire_schedules()),
        wait=container.doorbell().wait,
    )


def _receive(stack: ExitStack, container: Container, queues: Collection[str], stop: Event) -> None:
    dispatcher, run = container.dispatcher(), _runner(container)
    threads = container.settings().worker_threads
    while not stop.is_set():
        try:
            stack.enter_context(dispatcher.receive(queues, run, threads))
        except BrokerUnavailableError as error:
            _log.warning("broker_unavailable", extra={"reason": str(error)})
            stop.wait(_RETRY_SECONDS)
        else:
            return


def _runner(container: Container) -> Callable[[UUID], None]:
    run_work_item = container.run_work_item()

    def run(item_id: UUID) -> None:
        try:
            run_work_item(item_id)
        except StorageUnavailableError as error:
            _log.warning("storage_unavailable", extra={"reason": str(error)})
        except Exception:  # noqa: BLE001  # a thread of the broker must not end
            _log.exception("work_failed_unexpectedly", extra={"item": str(item_id)})

    return run
