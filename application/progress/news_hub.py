"""One reader of the store for all who follow their news in this process."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from threading import Condition, Thread
from time import sleep
from typing import Final

from attrs import define, field

from parlons.application.ports.unit_of_work import IUnitOfWork, StorageUnavailableError
from parlons.domain.progress.event import Event

POLL_SECONDS: Final = 0.2
"""How long news may take to be noticed."""

PLACES_PER_USER: Final = 3
"""In how many places a user may follow at once."""

_BATCH: Final = 200


@define(eq=False)
class Follower:
    """Somebody who waits for a user's news after a number; once `ended`, there will be no more."""

    user_id: str
    after: int
    ended: bool = False
    news: list[Event] = field(factory=list)
    error: Exception | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether more is to be read; not for somebody who has plenty yet to take."""
        return not self.ended and self.error is None and len(self.news) < _BATCH


@define
class NewsHub:
    """Looks for news every fifth of a second while anybody follows, together for all."""

    unit_of_work: IUnitOfWork
    _followers: list[Follower] = field(factory=list, init=False)
    _changed: Condition = field(factory=Condition, init=False)
    _thread: Thread | None = field(default=None, init=False)
    _closed: bool = field(default=False, init=False)

    @contextmanager
    def following(self, user_id: str, after: int) -> Iterator[Follower]:
        """Gather a user's news after a number for the time of the block.

        Where the user follows in too many places by that, the oldest of these is ended.
        """
        with self._changed:
            follower = Follower(user_id, after, ended=self._closed)
            self._followers.append(follower)
            places = [each for each in self._followers if each.user_id == user_id]
            self._end(places[:-PLACES_PER_USER])
        try:
            yield follower
        finally:
            with self._changed:
                self._followers.remove(follower)

    def next_of(self, follower: Follower, seconds: float) -> tuple[Event, ...]:
        """Return the follower's news as soon as there are any, or nothing after so long.

        Returns at once when the follower is ended. Raises the error of news that cannot be read.
        """
        with self._changed:
            if self._thread is None:
                self._thread = Thread(target=self._look, name="news", daemon=True)
                self._thread.start()
            self._changed.wait_for(
                lambda: follower.news or follower.ended or follower.error, timeout=seconds
            )
            if follower.error is not None:
                raise follower.error
            news, follower.news = tuple(follower.news), []
        return news

    def close(self) -> None:
        """End all who follow, and whoever will; they can go on in another process."""
        with self._changed:
            self._closed = True
            self._end(self._followers)

    def _end(self, followers: Sequence[Follower]) -> None:
        for each in followers:
            each.ended = True
        self._changed.notify_all()

    def _look(self) -> None:
        try:
            while (waiting := self._waiting()) is not None:
                with suppress(StorageUnavailableError):
                    self._serve(waiting)
                sleep(POLL_SECONDS)
        except BaseException:
            with self._changed:
                self._thread = None
            raise

    def _waiting(self) -> list[Follower] | None:
        """Return those for whom to look, or None where nobody follows.

        Then the thread is over, and the next follower starts another.
        """
        with self._changed:
            if not self._followers:
                self._thread = None
                return None
            return [each for each in self._followers if each.is_waiting]

    def _serve(self, waiting: Sequence[Follower]) -> None:
        places = _places(waiting)
        try:
            self._hand_out(waiting, self._read(places))
        except StorageUnavailableError:
            raise
        except Exception:  # noqa: BLE001  # told to those whose news it is in
            self._serve_apart(waiting, places)

    def _serve_apart(self, waiting: Sequence[Follower], places: Mapping[str, int]) -> None:
        """Read for one user after another, so that an error reaches only those it concerns."""
        for user_id, after in places.items():
            theirs = [each for each in waiting if each.user_id == user_id]
            try:
                self._hand_out(theirs, self._read({user_id: after}))
            except StorageUnavailableError:
                raise
            except Exception as error:  # noqa: BLE001  # raised where the user follows
                self._fail(theirs, error)

    def _read(self, after: Mapping[str, int]) -> tuple[Event, ...]:
        if not after:
            return ()
        with self.unit_of_work.read() as session:
            return session.events.news(after, _BATCH)

    def _hand_out(self, waiting: Sequence[Follower], news: Sequence[Event]) -> None:
        with self._changed:
            for follower in waiting:
                for event in news:
                    if event.user_id == follower.user_id and (event.number or 0) > follower.after:
                        follower.news.append(event)
                        follower.after = event.number or 0
            self._changed.notify_all()

    def _fail(self, followers: Sequence[Follower], error: Exception) -> None:
        with self._changed:
            for each in followers:
                each.error = error
            self._changed.notify_all()


def _places(waiting: Sequence[Follower]) -> Mapping[str, int]:
    """Return, for each user, the number that the slowest follower has reached."""
    places: dict[str, int] = {}
    for each in waiting:
        places[each.user_id] = min(each.after, places.get(each.user_id, each.after))
    return places
