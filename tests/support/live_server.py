"""A server of our own as a process, and somebody who uses it over HTTP."""

import http.client
import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from attrs import frozen
from tests.support.command import PARLONS, environment, free_port
from tests.support.processes import wait_until


@frozen
class Answered:
    """A response that was read to its end."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@frozen
class Visitor:
    """Sends requests, each on a connection of its own."""

    port: int
    token: str | None = None

    def send(self, method: str, path: str, body: object = None, **headers: str) -> Answered:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token is not None:
            sent["Authorization"] = f"Bearer {self.token}"
        content = None
        if body is not None:
            content = json.dumps(body)
            sent["Content-Type"] = "application/json"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, path, content, sent)
        response = connection.getresponse()
        answered = Answered(response.status, response.headers, response.read())
        connection.close()
        return answered

    def get(self, path: str, **headers: str) -> Answered:
        return self.send("GET", path, **headers)

    def registered(self, name: str) -> "Visitor":
        """Open an account and log in."""
        account = {"email": f"{name}@example.org", "password": "correct horse"}
        self.send("POST", "/api/auth/register", {**account, "displayName": name})
        return self.logged_in(**account)

    def logged_in(self, email: str, password: str) -> "Visitor":
        reply = self.send("POST", "/api/auth/login", {"email": email, "password": password})
        return Visitor(self.port, reply.json["accessToken"])


@contextmanager
def serving(home: Path, **variables: str) -> Iterator[Visitor]:
    """Serve the installation whose home this is until the block ends."""
    port, printed = free_port(), home / "stdout"
    with (
        printed.open("wb") as stdout,
        subprocess.Popen(
            [*PARLONS, "serve", "--port", str(port)],
            env=environment(home, **variables),
            stdout=stdout,
        ) as process,
    ):
        try:
            wait_until(lambda: bool(printed.read_text()), "the address", seconds=60)
            yield Visitor(port)
        finally:
            process.terminate()
