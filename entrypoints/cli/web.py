"""What `parlons serve` starts: the preparation and the web server."""

import multiprocessing
import os
import socket
import sys
from typing import Annotated, Any, Final

import typer
from dependency_injector.providers import Factory

from parlons.application.environment import settings_from
from parlons.application.settings import Settings
from parlons.entrypoints.cli.courses import published
from parlons.entrypoints.cli.output import note
from parlons.entrypoints.cli.session import ready
from parlons.entrypoints.supervision.exit_with_parent import exit_at_end_of, exit_with_parent
from parlons.entrypoints.supervision.told_to_stop import when_told_to_stop

_STOP_SECONDS: Final = 8
"""Time for requests under way, less than the supervisor waits."""


def prepare(*, migrate: Annotated[bool, typer.Option()] = True) -> None:
    """Make sure that the web server can do its work, whatever it will be asked."""
    import granian  # noqa: F401  # missing, it is named now

    from parlons.entrypoints.http.flask_app import create_app

    with ready(migrate=migrate) as container:
        for provider in container.traverse([Factory]):
            provider()
        create_app(container)
        if container.settings().store != "memory" and not published(container):
            note("no course is published yet: run `parlons courses import`")


def web(*, supervised: Annotated[bool, typer.Option("--supervised")] = False) -> None:
    """Run the web server in this process; with --supervised until standard input ends."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from parlons.entrypoints.logging import configure_logging

    settings = settings_from(os.environ)
    if supervised:
        exit_at_end_of(sys.stdin.fileno())
    # A fork would inherit locks that the watching thread holds.
    multiprocessing.set_start_method("spawn")
    server = Granian(
        "parlons",
        address=_ip_address(settings),
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.web_processes,
        blocking_threads=settings.threads,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=_STOP_SECONDS,
        log_level=LogLevels.debug if settings.log_level == "debug" else LogLevels.error,
    )
    configure_logging(settings)
    server.serve(target_loader=application, wrap_loader=False)


def application() -> Any:
    """The WSGI application, made in each of the server's worker processes.

    Its feeds of news and replies end as soon as it is told to stop, or the server would wait.
    """
    from parlons.entrypoints.http.flask_app import create_app
    from parlons.entrypoints.http.wsgi import own_container

    exit_with_parent()
    container = own_container()
    hub, replies = container.news_hub(), container.live_replies()

    def send_away() -> None:
        hub.close()
        replies.close()

    when_told_to_stop(send_away)
    return create_app(container)


def _ip_address(settings: Settings) -> str:
    """Look the name up, which granian does not."""
    found = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)
    return str(found[0][4][0])
