"""News are followed as they come: in order, none left out and none twice."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from threading import Event as Signal
from threading import enumerate as all_threads
from time import monotonic, sleep

import pytest
from attrs import Factory, define
from tests.support.school import ADA, GRACE, School, unit

from parlons.adapters.memory.in_memory_events import InMemoryEvents
from parlons.application.progress import follow_news, news_hub
from parlons.application.progress.follow_news import LONGEST_SECONDS, FollowNews, NewsItem
from parlons.application.progress.news_hub import PLACES_PER_USER, NewsHub
from parlons.domain.errors import PermissionDeniedError
from parlons.domain.identity.principal import VISITOR, Principal
from parlons.domain.progress.event import LessonCompleted, XpEarned


@define
class Clock:
    """Tells seconds, and adds those that a test adds."""

    added: list[float] = Factory(list)

    def __call__(self) -> float:
        return monotonic() + sum(self.added)


@pytest.fixture
def school(monkeypatch: pytest.MonkeyPatch) -> Iterator[School]:
    """A school whose hub looks often, and whose threads are all gone at the end."""
    monkeypatch.setattr(news_hub, "POLL_SECONDS", 0.01)
    monkeypatch.setattr(follow_news, "_TICK_SECONDS", 0.05)
    school = School()
    school.publish(*(unit(f"u{number}") for number in range(4)))
    school.clock.advance(timedelta(hours=12))
    yield school
    wait_until(lambda: not readers())


def readers() -> list[str]:
    return [thread.name for thread in all_threads() if thread.name == "news"]


def wait_until(condition) -> None:
    end = monotonic() + 10
    while not condition():
        assert monotonic() < end
        sleep(0.005)


def heard(following: Iterator[NewsItem | None], count: int) -> list[NewsItem]:
    """Return so many news as they come."""
    end, news = monotonic() + 10, []
    while len(news) < count:
        assert monotonic() < end
        news += filter(None, [next(following)])
    return news


def numbers(news: list[NewsItem]) -> list[int]:
    return [item.number for item in news]


def follow(school: School, learner: Principal = ADA, after: int | None = None):
    return school.container.follow_news()(learner, after)


def test_news_are_heard_from_now_on(school: School):
    school.hand_in("u0")
    before = len(school.news())
    following = follow(school)
    school.hand_in("u1")
    told = school.news()[before:]
    news = heard(following, len(told))
    following.close()
    assert numbers(news) == [event.number for event in told]
    assert [item.fact for item in news] == [event.fact for event in told]
    assert {type(item.fact) for item in news} >= {LessonCompleted, XpEarned}
    assert {item.recorded_at for item in news} == {school.clock.now()}


def test_now_is_when_it_was_asked_and_not_when_it_is_read(school: School):
    following = follow(school)
    school.hand_in("u0")
    assert heard(following, 1)[0].number == 1
    following.close()


@pytest.mark.parametrize(("after", "first"), [(0, 1), (3, 4), (-5, 1)])
def test_news_are_heard_after_a_number(school: School, after: int, first: int):
    school.hand_in("u0")
    last = len(school.news())
    following = follow(school, after=after)
    assert numbers(heard(following, last + 1 - first)) == list(range(first, last + 1))
    following.close()


def test_a_number_that_is_not_reached_yet_is_the_last(school: School):
    school.hand_in("u0")
    last = len(school.news())
    following = follow(school, after=10**9)
    school.hand_in("u1")
    assert heard(following, 1)[0].number == last + 1
    following.close()


def test_while_there_are_none_the_caller_can_look_around(school: School):
    following = follow(school)
    assert [next(following), next(following)] == [None, None]
    following.close()


def test_two_followers_of_different_pace_hear_all_once(school: School):
    fast, slow = follow(school), follow(school, after=0)
    school.hand_in("u0")
    first = len(school.news())
    assert numbers(heard(fast, first)) == list(range(1, first + 1))
    school.hand_in("u1")
    all_of_them = len(school.news())
    assert numbers(heard(fast, all_of_them - first)) == list(range(first + 1, all_of_them + 1))
    assert numbers(heard(slow, all_of_them)) == list(range(1, all_of_them + 1))
    late = follow(school, after=first)
    assert numbers(heard(late, all_of_them - first)) == list(range(first + 1, all_of_them + 1))
    for following in (fast, slow, late):
        assert next(following) is None
        following.close()


def test_everybody_hears_their_own(school: School):
    mine, others = follow(school), follow(school, GRACE)
    school.hand_in("u0", learner=GRACE)
    assert next(mine) is None
    assert numbers(heard(others, len(school.news(GRACE)))) == [
        event.number for event in school.news(GRACE)
    ]
    mine.close()
    others.close()


def test_many_who_follow_are_served_by_one_thread(school: School):
    learners = [Principal(f"learner-{number}") for number in range(6)]

    def hear(learner: Principal) -> list[int]:
        following = follow(school, learner, after=0)
        try:
            return numbers(heard(following, 3))
        finally:
            following.close()

    with ThreadPoolExecutor(6) as pool:
        hearing = [pool.submit(hear, learner) for learner in learners]
        wait_until(lambda: len(school.container.news_hub()._followers) == 6)
        assert readers() == ["news"]
        for learner in learners:
            school.hand_in("u0", learner=learner)
        assert [each.result(10) for each in hearing] == [[1, 2, 3]] * 6


def test_a_call_ends_after_five_minutes(school: School):
    clock = Clock()
    container = school.container
    following = FollowNews(container.unit_of_work(), container.news_hub(), clock)(ADA)
    assert next(following) is None
    clock.added.append(LONGEST_SECONDS)
    assert list(following) == []
    assert container.news_hub()._followers == []


def test_no_thread_is_left_when_nobody_follows(school: School):
    following = follow(school)
    next(following)
    assert readers() == ["news"]
    following.close()
    wait_until(lambda: not readers())
    assert school.container.news_hub()._thread is None


def test_whoever_never_reads_starts_nothing(school: School):
    follow(school).close()
    assert readers() == []


def test_who_comes_as_the_last_one_leaves_is_not_kept_waiting(
    school: School, monkeypatch: pytest.MonkeyPatch
):
    """The thread has found nobody to look for, and is just about to end."""
    waiting, ending, go_on = NewsHub._waiting, Signal(), Signal()

    def look_then_wait(hub: NewsHub) -> object:
        found = waiting(hub)
        if found is None and not ending.is_set():
            ending.set()
            assert go_on.wait(10)
        return found

    monkeypatch.setattr(NewsHub, "_waiting", look_then_wait)
    first = follow(school)
    next(first)
    first.close()
    assert ending.wait(10)
    hub = school.container.news_hub()
    school.hand_in("u0")
    with hub.following("ada", 0) as follower:
        assert hub.next_of(follower, 5) != ()
    go_on.set()


def test_a_store_that_is_away_for_a_while_delays_the_news(school: School):
    following = follow(school)
    assert next(following) is None
    school.unit_of_work.available = False
    assert next(following) is None
    school.unit_of_work.available = True
    school.hand_in("u0")
    assert heard(following, 1)[0].number == 1
    following.close()


def test_who_follows_in_one_place_too_many_hears_no_more_in_the_oldest(school: School):
    places = [follow(school) for _ in range(PLACES_PER_USER)]
    others = follow(school, GRACE)
    for following in (*places, others):
        assert next(following) is None
    newest = follow(school)
    assert next(newest) is None
    assert next(places[0], "ended") == "ended"
    school.hand_in("u0")
    for following in (*places[1:], newest):
        assert heard(following, 1)[0].number == 1
    assert next(others) is None
    for following in (*places[1:], newest, others):
        following.close()


def test_who_waits_is_told_at_once_that_another_place_is_taken(
    school: School, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(follow_news, "_TICK_SECONDS", 60)
    hub = school.container.news_hub()
    with ThreadPoolExecutor(1) as pool:
        rest = pool.submit(list, follow(school))
        wait_until(lambda: len(hub._followers) == 1)
        with ExitStack() as stack:
            for _ in range(PLACES_PER_USER):
                stack.enter_context(hub.following(ADA.user_id, 0))
            assert rest.result(10) == []


def test_a_hub_that_is_closed_ends_all_at_once_and_whoever_comes_later(
    school: School, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(follow_news, "_TICK_SECONDS", 60)
    hub = school.container.news_hub()
    with ThreadPoolExecutor(2) as pool:
        rests = [pool.submit(list, follow(school, learner)) for learner in (ADA, GRACE)]
        wait_until(lambda: len(hub._followers) == 2)
        hub.close()
        assert [rest.result(10) for rest in rests] == [[], []]
    school.hand_in("u0")
    assert next(follow(school, after=0), "ended") == "ended"


def test_news_that_cannot_be_read_end_only_the_feeds_that_they_are_in(school: School):
    def cannot_be_read(session: InMemoryEvents, after: Mapping[str, int], limit: int):
        if GRACE.user_id in after:
            raise LookupError("a fact of a newer release")
        return news(session, after, limit)

    news = InMemoryEvents.news
    mine, others = follow(school), follow(school, GRACE)
    assert (next(mine), next(others)) == (None, None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(InMemoryEvents, "news", cannot_be_read)
        with pytest.raises(LookupError, match="newer release"):
            heard(others, 1)
        again = follow(school, GRACE)
        with pytest.raises(LookupError, match="newer release"):
            heard(again, 1)
        school.hand_in("u0")
        assert heard(mine, 1)[0].number == 1
    again = follow(school, GRACE, after=0)
    school.hand_in("u0", learner=GRACE)
    assert heard(again, 1)[0].number == 1
    mine.close()
    again.close()


def test_a_store_that_goes_away_while_news_cannot_be_read_ends_nobodys_feed(school: School):
    following = follow(school)
    assert next(following) is None
    hub = school.container.news_hub()
    with pytest.MonkeyPatch.context() as patch:

        def damaged(session: InMemoryEvents, after: Mapping[str, int], limit: int):
            school.unit_of_work.available = False
            raise LookupError

        patch.setattr(InMemoryEvents, "news", damaged)
        wait_until(lambda: not school.unit_of_work.available)
    school.unit_of_work.available = True
    school.hand_in("u0")
    assert heard(following, 1)[0].number == 1
    following.close()
    wait_until(lambda: not hub._followers)


def test_one_users_backlog_keeps_nobody_waiting_and_is_not_gathered_for_a_slow_reader(
    school: School, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(news_hub, "_BATCH", 2)
    for name in ("u0", "u1", "u2", "u3"):
        school.hand_in(name)
    backlog = len(school.news())
    hub = school.container.news_hub()
    with hub.following(ADA.user_id, 0) as slow:
        others = follow(school, GRACE)
        assert next(others) is None
        school.hand_in("u0", learner=GRACE)
        assert heard(others, 1)[0].number == 1
        assert len(slow.news) == 2
        others.close()
        found: list[int] = []
        while len(found) < backlog:
            found += (event.number or 0 for event in hub.next_of(slow, 5))
    assert found == list(range(1, backlog + 1))


def test_visitors_hear_nothing(school: School):
    with pytest.raises(PermissionDeniedError):
        follow(school, VISITOR)
