"""A worker, for the time of a block."""

import logging
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from threading import Event
from typing import Final
from uuid import UUID

from parlons.application.environment import variable
from parlons.application.ports.dispatcher import BrokerUnavailableError
from parlons.application.ports.unit_of_work import StorageUnavailableError
from parlons.container import Container
from parlons.domain.errors import NotFoundError, ParlonsError
from parlons.entrypoints.worker.first_here import first_here
from parlons.entrypoints.worker.work_loop import WorkLoop

_RETRY_SECONDS: Final = 1.0

_log = logging.getLogger(__name__)


class NoWorkersError(ParlonsError):
    """The installation has no use for workers."""


class UselessWorkerError(ParlonsError):
    """A worker was told to leave out what nobody else would do."""


@contextmanager
def working(
    container: Container,
    queues: Collection[str] | None = None,
    *,
    relay: bool = True,
    stop: Event | None = None,
) -> Iterator[None]:
    """Do the work of some queues, or of all, in threads of this process.

    Besides, unless `relay` is False, hand out the work of all queues; or of these, where work is
    carried within the process, and then the worker can leave out neither. At the end what was begun
    is finished. A broker that cannot be reached is waited for until `stop` is set. Raises
    `NotFoundError` for a queue that there is not, `NoWorkersError` where whoever makes work does it
    (and would wait for a worker that waits for it), and `UselessWorkerError`.
    """
    if container.settings().carrier == "memory":
        raise NoWorkersError(
            f"{variable('dispatcher')} is memory: whoever makes work does it at once"
        )
    wanted = container.queues() if queues is None else tuple(queues)
    is_local = container.dispatcher().is_local
    _require_known(wanted, container.queues())
    _require_use(relays=relay, works=bool(wanted), is_local=is_local)
    with ExitStack() as stack:
        if is_local:
            _forget_dispatch(stack, container)
        if wanted:
            _receive(stack, container, wanted, stop or Event())
        if relay:  # begins after somebody receives, and ends before
            stack.enter_context(_loop(container, wanted if is_local else None).running())
        yield


def _require_known(wanted: Collection[str], known: Collection[str]) -> None:
    for queue in wanted:
        if queue not in known:
            raise NotFoundError(f"there is no queue {queue}: there are {', '.join(known)}")


def _require_use(*, relays: bool, works: bool, is_local: bool) -> None:
    if not (relays or works):
        raise UselessWorkerError("a worker that neither does work nor hands it out is of no use")
    if is_local and not (relays and works):
        raise UselessWorkerError(
            "this dispatcher carries work within a process only: "
            "a worker has to hand out itself what it does, and can do neither alone"
        )


def _forget_dispatch(stack: ExitStack, container: Container) -> None:
    """Take for not handed over what a process had that is gone, unless another still lives."""
    if stack.enter_context(first_here(container.settings())):
        with container.unit_of_work().write() as session:
            session.work.forget_dispatch()


def _loop(container: Container, queues: Collection[str] | None) -> WorkLoop:
    return WorkLoop(
        relay=partial(container.relay_work(), queues),
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
