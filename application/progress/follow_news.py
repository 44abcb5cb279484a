"""Hear of points, unlocks and achievements as they come."""

from collections.abc import Callable, Generator
from datetime import datetime
from time import monotonic
from typing import ClassVar, Final

from attrs import define, frozen

from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.progress.news_hub import NewsHub
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.progress.event import Event, News

LONGEST_SECONDS: Final = 300.0
"""How long one call is kept; whoever wants to hear more calls again with the last number."""

_TICK_SECONDS: Final = 2.0


@frozen(kw_only=True)
class NewsItem:
    """Something that follows from what a learner did; `number` counts a user's news from 1."""

    number: int
    fact: News
    occurred_at: datetime
    recorded_at: datetime


@define
class FollowNews:
    """News come in the order of their numbers, none is left out and none comes twice."""

    permission: ClassVar = Permission.READ_COURSES

    unit_of_work: IUnitOfWork
    hub: NewsHub
    seconds: Callable[[], float] = monotonic

    def __call__(
        self, principal: Principal, after: int | None = None
    ) -> Generator[NewsItem | None, None, None]:
        """Yield the user's news after a number, by default those from now on.

        Yields None every two seconds in which there are none. Ends after five minutes, when the
        process is told to stop, and where the user follows in a fourth place, in the oldest one.
        """
        return self._follow(principal.user_id, self.start(principal, after))

    def start(self, principal: Principal, after: int | None = None) -> int:
        """Return the number after which the news begin, which is none that is still to come."""
        principal.require(self.permission)
        with self.unit_of_work.read() as session:
            last = session.events.last_number(principal.user_id)
        return last if after is None else min(after, last)

    def _follow(self, user_id: str, after: int) -> Generator[NewsItem | None, None, None]:
        end = self.seconds() + LONGEST_SECONDS
        with self.hub.following(user_id, after) as follower:
            while self.seconds() < end and not follower.ended:
                news = self.hub.next_of(follower, _TICK_SECONDS)
                if news:
                    yield from map(_item, news)
                elif not follower.ended:
                    yield None


def _item(event: Event) -> NewsItem:
    return NewsItem(
        number=event.number or 0,
        fact=event.fact,  # type: ignore[arg-type]  # only news have numbers
        occurred_at=event.moment.at,
        recorded_at=event.recorded_at,
    )
