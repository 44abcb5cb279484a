"""The calls that take long, and how many of them there may be."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from threading import Lock
from typing import Final

from parlons.application.progress.news_hub import PLACES_PER_USER
from parlons.entrypoints.http.problem import RETRY_SOON, TOO_MANY, UNAVAILABLE, Refusal

CALLS_PER_USER: Final = 3
FEEDS_PER_USER: Final = 2 * PLACES_PER_USER
"""A new one ends the oldest, which keeps its place here until it is over."""


class Cap(StrEnum):
    """What long calls are for; each kind has its own cap."""

    QUESTIONS = "questions"
    FEEDS = "feeds"


class Admission:
    """Caps such calls, streamed or not, at so many for a user and at `capacity` in all.

    So threads remain for other requests, however slow a model or however patient a reader is.
    """

    def __init__(self, cap: Cap, capacity: int, per_user: int = CALLS_PER_USER) -> None:
        self._cap = cap
        self._capacity = capacity
        self._per_user = per_user
        self._inside: Counter[str] = Counter()
        self._lock = Lock()

    @contextmanager
    def admitted(self, user_id: str) -> Iterator[None]:
        """Let a user's call in for the time of the block; raises `Refusal` when there are many."""
        self._enter(user_id)
        try:
            yield
        finally:
            self._leave(user_id)

    def _enter(self, user_id: str) -> None:
        with self._lock:
            if self._inside[user_id] >= self._per_user:
                detail = f"you may have {self._per_user} {self._cap} open at once"
                raise Refusal(TOO_MANY, detail, headers=RETRY_SOON)
            if self._inside.total() >= self._capacity:
                detail = f"too many {self._cap} are open; try again soon"
                raise Refusal(UNAVAILABLE, detail, headers=RETRY_SOON)
            self._inside[user_id] += 1

    def _leave(self, user_id: str) -> None:
        with self._lock:
            self._inside[user_id] -= 1
            if not self._inside[user_id]:
                del self._inside[user_id]


def admissions(streams: int, replies_per_user: int) -> Mapping[Cap, Admission]:
    """Share out the streams there may be: a third at most waits for news."""
    feeds = max(1, streams // 3)
    return {
        Cap.QUESTIONS: Admission(Cap.QUESTIONS, max(1, streams - feeds), replies_per_user),
        Cap.FEEDS: Admission(Cap.FEEDS, feeds, FEEDS_PER_USER),
    }
