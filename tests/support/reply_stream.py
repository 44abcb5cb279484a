"""A reply of the tutor's, read from a connection that is held open."""

import http.client
import json
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from attrs import define, field
from tests.support.live_server import Visitor

STREAM = "/api/tutor/messages/stream"


@define
class ReplyStream:
    """What has been read so far: names and data of events, and the last id."""

    response: http.client.HTTPResponse
    events: list[tuple[str, Any]] = field(factory=list, init=False)
    last_id: str = field(default="", init=False)

    @property
    def status(self) -> int:
        return self.response.status

    @property
    def pieces(self) -> list[str]:
        return [data["text"] for name, data in self.events if name == "delta"]

    @property
    def reply(self) -> Any:
        """The whole reply, which must be the last event."""
        name, data = self.events[-1]
        assert name == "reply", data
        return data

    def read(self, events: int) -> None:
        """Read until there are so many events, and the end of the last one."""
        for line in self.response:
            self._take(line)
            if line == b"\n" and len(self.events) >= events:
                return
        raise AssertionError(f"the stream ended after {self.events}")

    def read_to_end(self) -> None:
        """Read until the server ends it; raises where it breaks off instead."""
        for line in self.response.read().splitlines():
            self._take(line)

    def comes_within(self, seconds: float) -> bool:
        """Say whether, after comments, an event comes in time; it is read then."""
        deadline = time.monotonic() + seconds
        for line in self.response:
            self._take(line)
            if line.startswith(b"data"):
                return True
            if time.monotonic() > deadline:
                return False
        return False

    def _take(self, line: bytes) -> None:
        name, _, value = line.decode().strip().partition(": ")
        if name == "id":
            self.last_id = value
        elif name == "event":
            self.events.append((value, None))
        elif name == "data":
            self.events[-1] = (self.events[-1][0], json.loads(value))


@contextmanager
def asking(learner: Visitor, question: str, after: str | None = None) -> Iterator[ReplyStream]:
    """Read a reply for the time of the block, or what of it comes after an id."""
    headers = {"Authorization": f"Bearer {learner.token}", "Content-Type": "application/json"}
    if after is not None:
        headers["Last-Event-ID"] = after
    connection = http.client.HTTPConnection("127.0.0.1", learner.port, timeout=30)
    with closing(connection):
        connection.request("POST", STREAM, json.dumps({"text": question}), headers)
        with closing(connection.getresponse()) as response:
            yield ReplyStream(response)
