"""One reader of the store for all who follow their news in this process."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import Condition, Thread
from time import sleep
from typing import Final

from attrs import define, field

from parlons.application.ports.unit_of_work import IUnitOfWork, StorageUnavailableError
from parlons.domain.progress.event import Event

POLL_SECONDS: Final = 0.2
"""How long news may take to be noticed."""

_BATCH: Final = 500


@define(eq=False)
class Follower:
    """Somebody who waits for a user's news after a number."""

    user_id: str
    after: int
    news: list[Event] = field(factory=list)


@define
class NewsHub:
    """Looks for news every fifth of a second while anybody follows, by one statement for all."""

    unit_of_work: IUnitOfWork
    _followers: list[Follower] = field(factory=list, init=False)
    _changed: Condition = field(factory=Condition, init=False)
    _thread: Thread | None = field(default=None, init=False)

    @contextmanager
    def following(self, user_id: str, after: int) -> Iterator[Follower]:
        """Gather a user's news after a number for the time of the block."""
        follower = Follower(user_id, after)
        with self._changed:
            self._followers.append(follower)
        try:
            yield follower
        finally:
            with self._changed:
                self._followers.remove(follower)

    def next_of(self, follower: Follower, seconds: float) -> tuple[Event, ...]:
        """Return the follower's news as soon as there are any, or nothing after so long."""
        with self._changed:
            if self._thread is None:
                self._thread = Thread(target=self._look, name="news", daemon=True)
                self._thread.start()
            self._changed.wait_for(lambda: follower.news, timeout=seconds)
            news, follower.news = tuple(follower.news), []
        return news

    def _look(self) -> None:
        try:
            while after := self._places():
                with suppress(StorageUnavailableError):
                    self._hand_out(self._read(after))
                sleep(POLL_SECONDS)
        except BaseException:
            with self._changed:
                self._thread = None
            raise

    def _places(self) -> Mapping[str, int]:
        """Return, for each user, the number that the slowest follower has reached.

        Where nobody follows, the thread is over, and the next follower starts another.
        """
        places: dict[str, int] = {}
        with self._changed:
            if not self._followers:
                self._thread = None
            for each in self._followers:
                places[each.user_id] = min(each.after, places.get(each.user_id, each.after))
        return places

    def _read(self, after: Mapping[str, int]) -> tuple[Event, ...]:
        with self.unit_of_work.read() as session:
            return session.events.news(after, _BATCH)

    def _hand_out(self, news: tuple[Event, ...]) -> None:
        with self._changed:
            for follower in self._followers:
                for event in news:
                    if event.user_id == follower.user_id and (event.number or 0) > follower.after:
                        follower.news.append(event)
                        follower.after = event.number or 0
            self._changed.notify_all()
