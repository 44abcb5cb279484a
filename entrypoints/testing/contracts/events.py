"""What every `IEvents` promises."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from attrs import evolve

from parlons.application.ports.unit_of_work import IReadSession, IUnitOfWork, SessionMisuseError
from parlons.domain.progress.event import DayFrozen, Event, Fact, PathCompleted, PathEnrolled
from parlons.entrypoints.testing import progress_samples, samples
from parlons.entrypoints.testing.contracts.store import StoreContract
from parlons.entrypoints.testing.contracts.transactions import OutsideError

EVENT_CHANGES: dict[str, Callable[[IReadSession], object]] = {
    "add": lambda session: session.events.add(progress_samples.event()),
    "announce": lambda session: session.events.announce(progress_samples.event()),
    "recount_news": lambda session: session.events.recount_news("ada"),
}
EVENT_USES: dict[str, Callable[[IReadSession], object]] = {
    "by_id": lambda session: session.events.by_id(UUID(int=1)),
    "by_key": lambda session: session.events.by_key("ada", "key"),
    "of_user": lambda session: session.events.of_user("ada", [], None, 1),
    "of_kind": lambda session: session.events.of_kind([], None, 1),
    "users": lambda session: session.events.users("", 1),
    "last_number": lambda session: session.events.last_number("ada"),
    "news": lambda session: session.events.news({}, 1),
}


class EventsContract(StoreContract):
    """Events are kept as they were told, each once, and news are counted without gaps."""

    @pytest.mark.parametrize("fact", progress_samples.FACTS, ids=lambda fact: fact.TYPE)
    def test_every_fact_comes_back_as_it_was(self, unit_of_work: IUnitOfWork, fact: Fact) -> None:
        event = progress_samples.event(fact=fact)
        tell(unit_of_work, event)
        with unit_of_work.read() as session:
            assert session.events.by_id(event.id) == event
            assert session.events.by_key("ada", event.key) == event
            assert session.events.of_kind([fact.TYPE], None, 10) == (event,)

    def test_an_event_comes_back_as_it_was(self, unit_of_work: IUnitOfWork) -> None:
        event = progress_samples.event(
            user_id=samples.ANY_TEXT,
            key=samples.ANY_TEXT,
            moment=progress_samples.moment(zone="Pacific/Kiritimati"),
            recorded_at=samples.NOON + timedelta(days=30, microseconds=1),
            fingerprint=samples.ANY_TEXT,
        )
        tell(unit_of_work, event)
        with unit_of_work.read() as session:
            assert session.events.by_id(event.id) == event
            assert session.events.by_key(samples.ANY_TEXT, samples.ANY_TEXT) == event

    def test_what_nobody_told_is_not_found(self, unit_of_work: IUnitOfWork) -> None:
        event = progress_samples.event()
        tell(unit_of_work, event)
        with unit_of_work.read() as session:
            assert session.events.by_id(progress_samples.event().id) is None
            assert session.events.by_key("ada", "another key") is None
            assert session.events.by_key("grace", event.key) is None

    def test_a_key_is_good_for_one_event_of_a_user(self, unit_of_work: IUnitOfWork) -> None:
        first = progress_samples.event(key="key")
        second = progress_samples.event(key="key", minutes=1, fact=PathCompleted(path_id=1))
        tell(unit_of_work, first)
        with unit_of_work.write() as session:
            assert not session.events.add(second)
            assert not session.events.announce(second)
            assert session.events.add(progress_samples.event())
        with unit_of_work.read() as session:
            assert session.events.by_key("ada", "key") == first
            assert session.events.by_id(second.id) is None

    @pytest.mark.parametrize("store", ["add", "announce"])
    def test_an_id_that_another_event_has_is_not_passed_over(
        self, unit_of_work: IUnitOfWork, store: str
    ) -> None:
        first = progress_samples.event()
        tell(unit_of_work, first)
        with pytest.raises(Exception, match=r"(?i)unique|already"), unit_of_work.write() as session:
            getattr(session.events, store)(evolve(first, key="another key"))
        with unit_of_work.write() as session:
            assert not session.events.add(first)
            assert not session.events.announce(first)
            assert session.events.last_number("ada") == 0

    def test_two_users_may_have_events_of_one_key(self, unit_of_work: IUnitOfWork) -> None:
        events = [progress_samples.event(key="key", user_id=name) for name in ("ada", "grace")]
        tell(unit_of_work, *events)
        with unit_of_work.read() as session:
            for event in events:
                assert session.events.by_key(event.user_id, "key") == event

    def test_news_are_numbered_for_each_user(self, unit_of_work: IUnitOfWork) -> None:
        names = ("ada", "grace", "ada", "ada", "grace")
        told = announce(unit_of_work, *(progress_samples.event(user_id=name) for name in names))
        assert [event.number for event in told] == [1, 1, 2, 3, 2]
        with unit_of_work.read() as session:
            assert session.events.last_number("ada") == 3
            assert session.events.last_number("grace") == 2
            assert session.events.last_number("nobody") == 0

    def test_numbers_go_on_in_the_next_session(self, unit_of_work: IUnitOfWork) -> None:
        for number in (1, 2, 3):
            (told,) = announce(unit_of_work, progress_samples.event())
            assert told.number == number

    def test_a_number_is_nobody_elses_to_give(self, unit_of_work: IUnitOfWork) -> None:
        added, announced = (progress_samples.event(number=7) for _ in range(2))
        tell(unit_of_work, added)
        assert announce(unit_of_work, announced) == [evolve(announced, number=1)]
        with unit_of_work.read() as session:
            assert session.events.by_id(added.id) == evolve(added, number=None)

    def test_what_is_no_news_is_not_counted(self, unit_of_work: IUnitOfWork) -> None:
        first, quiet, second = (progress_samples.event() for _ in range(3))
        with unit_of_work.write() as session:
            assert session.events.announce(first)
            assert session.events.add(quiet)
            assert session.events.announce(second)
        with unit_of_work.read() as session:
            assert session.events.last_number("ada") == 2
            assert session.events.news({"ada": 0}, 10) == (
                evolve(first, number=1),
                evolve(second, number=2),
            )

    def test_what_is_known_is_not_announced(self, unit_of_work: IUnitOfWork) -> None:
        quiet, loud = progress_samples.event(key="quiet"), progress_samples.event(key="loud")
        tell(unit_of_work, quiet)
        announce(unit_of_work, loud)
        with unit_of_work.write() as session:
            for key in ("quiet", "loud"):
                assert not session.events.announce(progress_samples.event(key=key))
            assert not session.events.announce(progress_samples.event(key="quiet"))
            assert session.events.last_number("ada") == 1
            assert session.events.by_key("ada", "quiet") == quiet
            assert session.events.by_key("ada", "loud") == evolve(loud, number=1)
        (told,) = announce(unit_of_work, progress_samples.event())
        assert told.number == 2

    def test_news_that_were_rolled_back_leave_no_gap(self, unit_of_work: IUnitOfWork) -> None:
        def fail() -> None:
            with unit_of_work.write() as session:
                session.events.announce(progress_samples.event())
                raise OutsideError

        announce(unit_of_work, progress_samples.event())
        with pytest.raises(OutsideError):
            fail()
        (told,) = announce(unit_of_work, progress_samples.event())
        assert told.number == 2

    def test_news_are_recounted_to_the_highest_number(self, unit_of_work: IUnitOfWork) -> None:
        names = ("ada", "grace", "ada")
        announce(unit_of_work, *(progress_samples.event(user_id=name) for name in names))
        tell(unit_of_work, progress_samples.event(), progress_samples.event(user_id="dora"))
        with unit_of_work.write() as session:
            for name in ("ada", "grace", "dora", "nobody"):
                session.events.recount_news(name)
        with unit_of_work.read() as session:
            found = [session.events.last_number(name) for name in ("ada", "grace", "dora")]
            assert found == [2, 1, 0]
            assert session.events.last_number("nobody") == 0
        (told,) = announce(unit_of_work, progress_samples.event())
        assert told.number == 3

    def test_pages_joined_are_all_events_of_a_user_and_some_kinds(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        events = many_events(unit_of_work)
        types = {PathEnrolled.TYPE, DayFrozen.TYPE}
        wanted = [each for each in events if each.user_id == "ada" and each.fact.TYPE in types]
        with unit_of_work.read() as session:
            found = joined(lambda after: session.events.of_user("ada", types, after, 3))
            assert found == wanted
            assert session.events.of_user("ada", [], None, 10) == ()
            assert session.events.of_user("ada", ["nothing"], None, 10) == ()
            assert session.events.of_user("nobody", types, None, 10) == ()

    def test_pages_joined_are_everybodys_events_of_some_kinds(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        events = many_events(unit_of_work)
        types = [PathCompleted.TYPE, DayFrozen.TYPE]
        wanted = [each for each in events if each.fact.TYPE in types]
        with unit_of_work.read() as session:
            assert joined(lambda after: session.events.of_kind(types, after, 3)) == wanted
            assert session.events.of_kind([], None, 10) == ()

    def test_users_are_listed_once_and_in_order(self, unit_of_work: IUnitOfWork) -> None:
        names = ("carol", "ada", "grace", "ada", "bob")
        tell(unit_of_work, *(progress_samples.event(user_id=name) for name in names))
        announce(unit_of_work, progress_samples.event(user_id="dora"))
        with unit_of_work.read() as session:
            assert session.events.users("", 10) == ("ada", "bob", "carol", "dora", "grace")
            assert session.events.users("", 2) == ("ada", "bob")
            assert session.events.users("bob", 2) == ("carol", "dora")
            assert session.events.users("grace", 2) == ()

    def test_news_of_several_users_are_those_after_a_number_of_each(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        names = ("ada", "bob", "carol") * 4
        told = announce(unit_of_work, *(progress_samples.event(user_id=name) for name in names))
        tell(unit_of_work, progress_samples.event(), progress_samples.event(user_id="dora"))
        ada, bob = told[0::3], told[1::3]
        with unit_of_work.read() as session:
            assert session.events.news({"bob": 3, "ada": 2, "nobody": 0, "dora": 0}, 10) == (
                *(ada[2], ada[3], bob[3]),
            )
            assert session.events.news({"ada": 0, "bob": 1}, 3) == (*ada[:3], *bob[1:])
            assert session.events.news({"ada": 4, "bob": 9}, 10) == ()
            assert session.events.news({"bob": 1}, 2) == (bob[1], bob[2])
            assert session.events.news({}, 10) == ()

    def test_news_of_many_users_are_found_at_once(self, unit_of_work: IUnitOfWork) -> None:
        names = [f"user-{number:04}" for number in range(1100)]
        some = names[::50]
        told = announce(unit_of_work, *(progress_samples.event(user_id=name) for name in some))
        with unit_of_work.read() as session:
            assert session.events.news(dict.fromkeys(names, 0), 1) == tuple(told)

    @pytest.mark.parametrize("change", EVENT_CHANGES.values(), ids=EVENT_CHANGES)
    def test_a_read_session_takes_no_events(
        self, unit_of_work: IUnitOfWork, change: Callable[[IReadSession], object]
    ) -> None:
        with unit_of_work.read() as session, pytest.raises(SessionMisuseError):
            change(session)

    @pytest.mark.parametrize(
        "use", [*EVENT_CHANGES.values(), *EVENT_USES.values()], ids=[*EVENT_CHANGES, *EVENT_USES]
    )
    def test_a_session_that_is_over_has_no_events(
        self, unit_of_work: IUnitOfWork, use: Callable[[IReadSession], object]
    ) -> None:
        with unit_of_work.write() as session:
            pass
        with pytest.raises(SessionMisuseError):
            use(session)


def tell(unit_of_work: IUnitOfWork, *events: Event) -> None:
    """Store events that are new."""
    with unit_of_work.write() as session:
        for event in events:
            assert session.events.add(event)


def announce(unit_of_work: IUnitOfWork, *events: Event) -> list[Event]:
    """Store news that are new, and return them with their numbers."""
    with unit_of_work.write() as session:
        for event in events:
            assert session.events.announce(event)
    with unit_of_work.read() as session:
        found = [session.events.by_id(event.id) for event in events]
    return [event for event in found if event]


def many_events(unit_of_work: IUnitOfWork) -> list[Event]:
    """Store events of two users and three kinds, and return them by their ids."""
    facts = (PathEnrolled(path_id=1), PathCompleted(path_id=1), DayFrozen(day=samples.NOON.date()))
    events = [
        progress_samples.event(user_id=name, fact=fact)
        for name in ("ada", "grace")
        for fact in facts
        for _ in range(4)
    ]
    tell(unit_of_work, *events)
    return sorted(events, key=lambda event: event.id)


def joined(page: Callable[[UUID | None], tuple[Event, ...]]) -> list[Event]:
    """Read all pages."""
    found: list[Event] = []
    while more := page(found[-1].id if found else None):
        assert len(more) <= 3
        assert more[0] not in found
        found.extend(more)
    return found
