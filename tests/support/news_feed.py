"""A learner's news, read from a connection that is held open."""

import http.client
import json
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

from attrs import define, field
from tests.support.live_server import Visitor

_PATIENCE_SECONDS = 20.0


@define
class NewsFeed:
    """What has been read so far, in order."""

    response: http.client.HTTPResponse
    news: list[Any] = field(factory=list, init=False)

    @property
    def numbers(self) -> list[int]:
        return [each["number"] for each in self.news]

    def has(self, kind: str) -> bool:
        """Say whether there is a fact of the kind among them."""
        return any(each["fact"]["type"] == kind for each in self.news)

    def read_until(self, is_enough: "Callable[[NewsFeed], bool]", what: str) -> None:
        """Read one after another until it is so."""
        for line in self._lines(what):
            if self._takes(line) and is_enough(self):
                return

    def read_until_quiet(self) -> None:
        """Read until, after some news, nothing has come for two seconds."""
        for line in self._lines("any"):
            if not self._takes(line) and line.startswith(b":") and self.news:
                return

    def _lines(self, what: str) -> Iterator[bytes]:
        """Yield what comes, comments of a silent server too, but fail rather than wait for ever."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        for line in self.response:
            yield line
            assert time.monotonic() < deadline, f"not among {self.news}: {what}"
        raise AssertionError(f"the feed ended before {what}: {self.news}")

    def read_to_end(self) -> None:
        """Read what comes until the server ends the stream; raises where it breaks off instead."""
        for line in self.response.read().splitlines():
            self._takes(line)

    def _takes(self, line: bytes) -> bool:
        name, _, data = line.decode().partition(": ")
        if name != "data":
            return False
        self.news.append(json.loads(data))
        return True


@contextmanager
def following(learner: Visitor, **headers: str) -> Iterator[NewsFeed]:
    """Hold a feed open for the time of the block, of all news from now on."""
    connection = http.client.HTTPConnection("127.0.0.1", learner.port, timeout=_PATIENCE_SECONDS)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    with closing(connection):
        connection.request(
            "GET", "/api/user/events", headers={"Authorization": f"Bearer {learner.token}", **sent}
        )
        with closing(connection.getresponse()) as response:
            assert response.status == http.client.OK
            yield NewsFeed(response)
