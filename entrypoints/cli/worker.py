"""`parlons worker`: the processes that do the work requests leave behind."""

import os
import signal
from collections.abc import Sequence
from threading import Event
from types import FrameType
from typing import Annotated

import typer

from parlons.application.environment import settings_from, variable
from parlons.domain.errors import ParlonsError
from parlons.entrypoints.cli.output import note
from parlons.entrypoints.cli.session import ready
from parlons.entrypoints.supervision.exit_with_parent import exit_at_end_of
from parlons.entrypoints.worker.working import working


class NoQueueError(ParlonsError):
    """A queue was to be named, and was not."""


class MetricsPortError(ParlonsError):
    """The port for metrics cannot be listened on."""


def worker(
    queues: Annotated[
        str | None,
        typer.Option(metavar="A,B", help="Queues to work on; by default all of them."),
    ] = None,
    threads: Annotated[
        int | None, typer.Option(help="Items worked on at once, instead of PARLONS_WORKER_THREADS.")
    ] = None,
    *,
    relay: Annotated[
        bool, typer.Option(help="Hand out work as well, of all queues, and look at schedules.")
    ] = True,
    work: Annotated[
        bool, typer.Option(help="Do work; with --no-work this process hands it out only.")
    ] = True,
    metrics_port: Annotated[
        int | None,
        typer.Option(
            min=1, max=65535, help="Serve this process's metrics at PARLONS_HOST and this port."
        ),
    ] = None,
    supervised: Annotated[bool, typer.Option("--supervised", hidden=True)] = False,
) -> None:
    """Do the work that requests leave behind, until Ctrl-C or SIGTERM.

    What was begun is finished before the worker ends.

    Example: parlons worker --queues progress,xp --no-relay
    """
    if threads is not None:
        os.environ[variable("worker_threads")] = str(threads)
    if metrics_port is not None:
        _serve_metrics(settings_from(os.environ).host, metrics_port)
    if queues is not None and not work:
        raise NoQueueError("--queues names what to work on, and --no-work leaves all of it out")
    wanted = _named(queues) if work else ()
    stop = _stop_by_signals()
    if supervised:
        exit_at_end_of(0)
    with (
        ready(log_level="info") as container,
        working(container, wanted, relay=relay, stop=stop),
    ):
        if not stop.is_set():
            note("the worker is ready (Ctrl-C stops it)")
        stop.wait()
        note("the worker finishes what it has begun")


def _named(queues: str | None) -> Sequence[str] | None:
    """Return the queues that an option names; None where it was left out, which means all."""
    if queues is None:
        return None
    names = [each.strip() for each in queues.split(",")]
    if not all(names):
        raise NoQueueError(f"--queues {queues!r} names no queue: leave it out to work on all")
    return names


def _serve_metrics(host: str, port: int) -> None:
    from prometheus_client import start_http_server

    try:
        start_http_server(port, addr=host)
    except OSError as error:
        raise MetricsPortError(f"no metrics at {host}:{port}: {error.strerror}") from error


def _stop_by_signals() -> Event:
    stop = Event()

    def ask_to_stop(number: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.signal(number, signal.SIG_DFL)  # a second one ends the process at once

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask_to_stop)
    return stop
