"""A receiver of webhooks for tests."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from attrs import Factory, define, frozen


@frozen
class Call:
    """A request that arrived, with the names of its headers in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@define
class HookServer:
    """Answers each request with `status`; or writes `raw` instead, or closes, or hangs."""

    status: int = 204
    raw: bytes | None = None
    hangs: bool = False
    url: str = ""
    calls: list[Call] = Factory(list)
    stopping: Event = Factory(Event)


class _Server(ThreadingHTTPServer):
    request_queue_size = 50

    def __init__(self, script: HookServer) -> None:
        self.script = script
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Be silent about clients that leave, which is what tests have them do."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        script = self.server.script
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        script.calls.append(Call(self.command, self.path, headers, body))
        if script.hangs:
            script.stopping.wait(30)
        elif script.raw is not None:
            self.wfile.write(script.raw)
        else:
            self.send_response(script.status)
            self.send_header("Location", f"{script.url}/elsewhere")
            self.end_headers()

    def do_GET(self) -> None:
        """Take what follows a redirect, too."""
        self.do_POST()

    def log_message(self, *_: object) -> None:
        """Be silent."""


@contextmanager
def hook_server(script: HookServer, tls: ssl.SSLContext | None = None) -> Iterator[HookServer]:
    """Serve for the time of the block, over TLS where there is a context for it."""
    with _Server(script) as server:
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        script.url = f"{'https' if tls else 'http'}://localhost:{server.server_port}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield script
        finally:
            script.stopping.set()
            server.shutdown()
            thread.join()
