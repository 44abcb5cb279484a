"""Servers in processes of their own, and requests to them."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection

THREADS = 8


@contextmanager
def served(*command: str, **environment: str) -> Iterator[HTTPConnection]:
    """Run a Python program that serves at PORT and PARLONS_PORT; give a connection to it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    path = os.pathsep.join(map(str, sys.path))
    names = {"PORT": str(port), "PARLONS_PORT": str(port), "PYTHONPATH": path}
    process = subprocess.Popen(
        [sys.executable, *command], env=os.environ | names | environment, stderr=subprocess.DEVNULL
    )
    try:
        yield _connected(port)
    finally:
        process.terminate()
        process.wait(20)


def requesting(
    connection: HTTPConnection,
    method: str,
    path: str,
    token: str = "",
    body: Callable[[], object] | None = None,
    encoding: str = "identity",
) -> Callable[[], bytes]:
    """Return what sends a request, with a body that is made anew, and reads the response."""
    headers = {"Authorization": f"Bearer {token}", "Accept-Encoding": encoding}
    if body is not None:
        headers["Content-Type"] = "application/json"

    def request() -> bytes:
        connection.request(method, path, body and json.dumps(body()), headers)
        response = connection.getresponse()
        content = response.read()
        assert response.status in (200, 201, 202), (response.status, content)
        return content

    return request


def _connected(port: int) -> HTTPConnection:
    for _ in range(200):
        connection = HTTPConnection("127.0.0.1", port)
        try:
            connection.connect()
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return connection
    raise TimeoutError("the server did not come up")
