"""The calls that wait for a model."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

from parlons.entrypoints.http.problem import RETRY_SOON, TOO_MANY, UNAVAILABLE, Refusal

CALLS_PER_USER: Final = 3


class Admission:
    """Caps such calls, streamed or not, per user and in all at `capacity`.

    So threads remain for other requests, however slow a model is.
    """

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
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
            if self._inside[user_id] >= CALLS_PER_USER:
                detail = f"you may ask {CALLS_PER_USER} questions at once"
                raise Refusal(TOO_MANY, detail, headers=RETRY_SOON)
            if self._inside.total() >= self._capacity:
                detail = "too many questions are being answered; ask again soon"
                raise Refusal(UNAVAILABLE, detail, headers=RETRY_SOON)
            self._inside[user_id] += 1

    def _leave(self, user_id: str) -> None:
        with self._lock:
            self._inside[user_id] -= 1
            if not self._inside[user_id]:
                del self._inside[user_id]
