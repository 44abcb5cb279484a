"""The learners, who send each activity until it is accepted."""

import http.client
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from random import Random
from threading import Thread
from typing import Final

from attrs import define, field, frozen
from tests.chaos.activities import Activity
from tests.support.processes import wait_until

_THREADS: Final = 6
_TIMEOUT_SECONDS: Final = 20.0
_PATIENCE_SECONDS: Final = 60.0
_PAUSE_SECONDS: Final = 0.05
_LOST_REPLIES: Final = 0.05


@frozen
class Sent:
    """One request: when, how long it took, and what came back; None for no reply.

    `is_lost` says that the learner did not wait for one.
    """

    began: float
    seconds: float
    status: int | None
    is_lost: bool = False


@define
class Feeder:
    """Sends activities evenly over a time; what is not answered is sent again as it was.

    One in twenty replies gets lost on its way, whatever else happens.
    """

    port: int
    tokens: Mapping[str, str]
    random: Random
    sent: list[Sent] = field(factory=list, init=False)
    accepted: list[Activity] = field(factory=list, init=False)
    complaints: list[str] = field(factory=list, init=False)

    @contextmanager
    def feeding(self, activities: Sequence[Activity], seconds: float) -> Iterator[None]:
        """Begin, and at the end of the block wait until each is accepted or given up."""
        began, waiting = time.monotonic(), SimpleQueue[tuple[float, bool, Activity]]()
        for index, activity in enumerate(activities):
            due = began + seconds * index / len(activities)
            waiting.put((due, self.random.random() < _LOST_REPLIES, activity))
        threads = [Thread(target=self._feed, args=(waiting,)) for _ in range(_THREADS)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            for thread in threads:
                thread.join()

    def wait_for_answers(self, number: int) -> None:
        """Return when so many more have been accepted."""
        enough = len(self.accepted) + number
        wait_until(lambda: len(self.accepted) >= enough, "the next answers", 30)

    def between(self, began: float, ended: float) -> list[Sent]:
        """Return the requests that were sent in a time, but for those that nobody waited for."""
        return [each for each in self.sent if began <= each.began <= ended and not each.is_lost]

    def _feed(self, waiting: "SimpleQueue[tuple[float, bool, Activity]]") -> None:
        while True:
            try:
                due, loses_reply, activity = waiting.get_nowait()
            except Empty:
                return
            time.sleep(max(0.0, due - time.monotonic()))
            if loses_reply:
                self._send(activity, is_lost=True)
            self._persist(activity)

    def _persist(self, activity: Activity) -> None:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while (status := self._send(activity)) is None and time.monotonic() < deadline:
            time.sleep(_PAUSE_SECONDS)
        if status == http.client.ACCEPTED:
            self.accepted.append(activity)
        else:
            self.complaints.append(f"{activity.event_id} was answered by {status}")

    def _send(self, activity: Activity, *, is_lost: bool = False) -> int | None:
        began, status = time.monotonic(), None
        with suppress(OSError, http.client.HTTPException):  # the same as no reply
            status = self._reply(activity, is_lost=is_lost)
        self.sent.append(Sent(began, time.monotonic() - began, status, is_lost))
        return status

    def _reply(self, activity: Activity, *, is_lost: bool) -> int | None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_TIMEOUT_SECONDS)
        headers = {
            "Authorization": f"Bearer {self.tokens[activity.learner.user_id]}",
            "Content-Type": "application/json",
        }
        try:
            connection.request("POST", "/api/user/activity-completed", activity.body, headers)
            if is_lost:
                return None
            response = connection.getresponse()
            told = response.read()
        finally:
            connection.close()
        if response.status == http.client.ACCEPTED:
            if json.loads(told) != {"eventId": str(activity.event_id)}:
                self.complaints.append(f"{activity.event_id} was accepted as {told!r}")
        else:
            self.complaints.append(f"{activity.event_id}: {response.status} {told[:300]!r}")
        return response.status
