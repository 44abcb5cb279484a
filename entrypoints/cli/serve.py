"""`parlons serve`: the parent of the processes that do the work."""

import http.client
import logging
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from typing import Annotated, Final

import typer

from parlons.application.environment import settings_from, variable
from parlons.application.settings import Settings
from parlons.domain.errors import ParlonsError
from parlons.entrypoints.cli.output import show
from parlons.entrypoints.logging import configure_logging
from parlons.entrypoints.supervision.child import Child
from parlons.entrypoints.supervision.kept_child import KeptChild
from parlons.entrypoints.supervision.supervisor import Supervisor

# -P: modules in the current folder do not stand in for installed ones.
_PARLONS: Final = (sys.executable, "-P", "-m", "parlons")
_PROBE_SECONDS: Final = 1.0

_log = logging.getLogger(__name__)


class CannotListenError(ParlonsError):
    """The address cannot be listened on."""


def serve(
    host: Annotated[
        str | None, typer.Option(help="Address to listen on, instead of PARLONS_HOST.")
    ] = None,
    port: Annotated[
        int | None, typer.Option(help="Port to listen on, instead of PARLONS_PORT.")
    ] = None,
    processes: Annotated[
        int | None, typer.Option(help="Web processes, instead of PARLONS_WEB_PROCESSES.")
    ] = None,
    threads: Annotated[
        int | None,
        typer.Option(help="Requests served at once by each, instead of PARLONS_THREADS."),
    ] = None,
    *,
    worker: Annotated[
        bool, typer.Option(help="Run a worker beside the web server; others may run elsewhere.")
    ] = True,
    migrate: Annotated[
        bool, typer.Option(help="Set up Parlons' own SQLite database if need be.")
    ] = True,
) -> None:
    """Serve the HTTP API and do the work that requests leave behind, until Ctrl-C or SIGTERM.

    What dies is started again.

    Example: parlons serve --port 9000
    """
    options = {"host": host, "port": port, "web_processes": processes, "threads": threads}
    given = {variable(name): str(value) for name, value in options.items() if value is not None}
    environ = os.environ | given
    settings = settings_from(environ)
    _require_free_port(settings)
    _prepare(environ, migrate=migrate)
    web = Child("web", (*_PARLONS, "web", "--supervised"), lambda: _answers(settings))
    address = f"http://{_reachable_host(settings)}:{settings.port}"
    children = [web]
    if worker and settings.carrier != "memory":
        # Started first, and so stopped last: requests that are just answered leave work behind.
        children.insert(0, Child("worker", (*_PARLONS, "worker", "--supervised"), lambda: True))
    configure_logging(settings)
    Supervisor(
        [KeptChild(child, environ, _log.warning) for child in children],
        on_ready=lambda: show(f"Parlons is at {address} (Ctrl-C stops it)", style="bold"),
    ).run()


def _require_free_port(settings: Settings) -> None:
    """Raise `CannotListenError` in the words of the system.

    The server itself shares its port with whoever asks (SO_REUSEPORT), so it would not notice.
    """
    try:
        found = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)
        family, kind, protocol, _, address = found[0]
        with socket.socket(family, kind, protocol) as probe:
            if os.name == "posix":  # where it only means: connections may still be closing
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        where = f"{settings.host}, port {settings.port}"
        raise CannotListenError(f"cannot listen on {where}: {error.strerror}") from error


def _prepare(environ: Mapping[str, str], *, migrate: bool) -> None:
    """Let a child set up the database, so that no connection is open here when others start."""
    how = "--migrate" if migrate else "--no-migrate"
    prepared = subprocess.run(  # noqa: S603  # a command of ours
        (*_PARLONS, "prepare", how), env=dict(environ), stdin=subprocess.DEVNULL, check=False
    )
    if prepared.returncode:
        raise typer.Exit(prepared.returncode)


def _reachable_host(settings: Settings) -> str:
    match settings.host:
        case "0.0.0.0":  # noqa: S104  # what listens everywhere is reached here, too
            return "127.0.0.1"
        case "::":
            return "[::1]"
        case host:
            return f"[{host}]" if ":" in host else host


def _answers(settings: Settings) -> bool:
    connection = http.client.HTTPConnection(
        _reachable_host(settings).strip("[]"), settings.port, timeout=_PROBE_SECONDS
    )
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
