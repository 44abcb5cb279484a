"""What every `IUsage` promises."""

from collections.abc import Mapping
from datetime import timedelta
from itertools import product
from random import Random
from typing import Any, Final

import pytest
from attrs import fields

from parlons.application.ports.unit_of_work import IUnitOfWork, SessionMisuseError
from parlons.application.ports.usage import UsageFilter
from parlons.domain.spending.usage_report import Dimension, UsageKey, UsageRow, UsageSums
from parlons.entrypoints.testing.contracts.store import StoreContract
from parlons.entrypoints.testing.samples import ANY_TEXT, NOON
from parlons.entrypoints.testing.spending_samples import settled, usage_key, usage_sums

SUNDAY: Final = NOON.date()
MARCH: Final = UsageFilter(first=SUNDAY, last=SUNDAY + timedelta(days=30))
NOBODY: Final = UsageFilter(first=SUNDAY, last=SUNDAY, user_id="nobody")
VALUES: Final[Mapping[str, tuple[str | None, ...]]] = {
    "user_id": ("ada", "grace", "Zoé"),
    "organisation": (None, "a-school"),
    "plan": ("free", "plus"),
    "task": ("ask-tutor", "summarise"),
    "model": ("large", "small"),
}
NAMES: Final = [each.name for each in fields(UsageSums)]

Booked = list[tuple[UsageKey, UsageSums]]


class UsageContract(StoreContract):
    """Every report says what was booked, however it is kept."""

    def test_what_is_booked_under_a_key_is_added_up(self, unit_of_work: IUnitOfWork) -> None:
        large = UsageSums(**{name: 2**40 + place for place, name in enumerate(NAMES)})
        with unit_of_work.write() as session:
            session.usage.book(usage_key(), large)
            session.usage.book(usage_key(), usage_sums(cache_hits=2, saved=9))
            assert session.usage.total(MARCH) == large + usage_sums(cache_hits=2, saved=9)
        with unit_of_work.read() as session:
            assert session.usage.total(MARCH) == large + usage_sums(cache_hits=2, saved=9)

    def test_a_call_that_failed_is_booked_as_it_is_counted(self, unit_of_work: IUnitOfWork) -> None:
        failed = UsageSums.of(settled(failure="cut short"))
        with unit_of_work.write() as session:
            session.usage.book(usage_key(), failed)
        with unit_of_work.read() as session:
            assert session.usage.total(MARCH) == failed
            assert session.usage.total(MARCH).failed == 1

    def test_where_nothing_is_booked_nothing_was_spent(self, unit_of_work: IUnitOfWork) -> None:
        with unit_of_work.write() as session:
            session.usage.book(usage_key(), UsageSums())
        with unit_of_work.read() as session:
            for wanted, dimension in product((MARCH, NOBODY), Dimension):
                assert session.usage.total(wanted) == UsageSums()
                assert session.usage.by(dimension, wanted, 10) == ()

    def test_values_come_by_what_was_spent_and_then_by_name(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        spent = {"zoe": 5, "Zoe": 5, "éva": 5, "a b": 5, "a-b": 5, "rich": 9, ANY_TEXT: 1}
        book(unit_of_work, [(usage_key(user_id=name), usage_sums(spent[name])) for name in spent])
        with unit_of_work.read() as session:
            rows = session.usage.by(Dimension.USER, MARCH, 10)
            assert session.usage.by(Dimension.USER, MARCH, 3) == rows[:3]
        names = ["rich", "Zoe", "a b", "a-b", "zoe", "éva", ANY_TEXT]
        assert rows == tuple(UsageRow(value=name, sums=usage_sums(spent[name])) for name in names)

    def test_days_come_in_their_order(self, unit_of_work: IUnitOfWork) -> None:
        days = [SUNDAY + timedelta(days=number) for number in (30, 0, 31, 9, -1)]
        booked = [(usage_key(day=day), usage_sums(n)) for n, day in enumerate(days)]
        book(unit_of_work, booked)
        with unit_of_work.read() as session:
            rows = session.usage.by(Dimension.DAY, MARCH, 10)
            assert session.usage.by(Dimension.DAY, MARCH, 2) == rows[:2]
        assert [row.value for row in rows] == ["2026-03-01", "2026-03-10", "2026-03-31"]
        assert [row.sums.spent for row in rows] == [1, 3, 0]

    def test_users_without_an_organisation_share_a_row(self, unit_of_work: IUnitOfWork) -> None:
        keys = [usage_key(user_id=name) for name in ("ada", "grace")]
        keys.append(usage_key(organisation="a-school"))
        book(unit_of_work, [(key, usage_sums()) for key in keys])
        with unit_of_work.read() as session:
            rows = session.usage.by(Dimension.ORGANISATION, MARCH, 10)
        assert [(row.value, row.sums.calls) for row in rows] == [(None, 2), ("a-school", 1)]

    @pytest.mark.parametrize("length", [1, 6, 7, 8, 13, 14, 20, 45])
    def test_reports_of_any_days_say_what_was_booked(
        self, unit_of_work: IUnitOfWork, length: int
    ) -> None:
        booked = bookings()
        book(unit_of_work, booked)
        with unit_of_work.read() as session:
            for wanted in filters(length):
                assert session.usage.total(wanted) == total(matching(booked, wanted))
                for dimension in Dimension:
                    found = session.usage.by(dimension, wanted, 99)
                    assert {row.value: row.sums for row in found} == by(dimension, booked, wanted)

    def test_usage_needs_an_open_session_that_writes(self, unit_of_work: IUnitOfWork) -> None:
        with unit_of_work.read() as reader, pytest.raises(SessionMisuseError):
            reader.usage.book(usage_key(), usage_sums())
        with unit_of_work.write() as writer:
            pass
        with pytest.raises(SessionMisuseError):
            writer.usage.book(usage_key(), usage_sums())
        with pytest.raises(SessionMisuseError):
            reader.usage.total(MARCH)
        with pytest.raises(SessionMisuseError):
            reader.usage.by(Dimension.PLAN, MARCH, 1)


def book(unit_of_work: IUnitOfWork, booked: Booked) -> None:
    """Book sums under keys."""
    with unit_of_work.write() as session:
        for key, sums in booked:
            session.usage.book(key, sums)


def bookings() -> Booked:
    """Return calls of some days of six weeks, the same ones every time."""
    random = Random(5)  # noqa: S311 - no secret
    return [
        (
            usage_key(
                day=SUNDAY + timedelta(days=random.randrange(45)),
                **{name: random.choice(values) for name, values in VALUES.items()},
            ),
            usage_sums(random.randrange(1000), cache_hits=random.randrange(3)),
        )
        for _ in range(150)
    ]


def filters(length: int) -> list[UsageFilter]:
    """Return filters of so many days that begin on any day of a week."""
    choices: list[dict[str, Any]] = [
        {},
        *({name: value} for name, values in VALUES.items() for value in values[-1:]),
        {"user_id": "ada", "task": "ask-tutor"},
        {"organisation": "a-school", "plan": "plus", "model": "large"},
    ]
    return [
        UsageFilter(first=day, last=day + timedelta(days=length - 1), **given)
        for day in (SUNDAY + timedelta(days=number) for number in range(7))
        for given in choices
    ]


def matching(booked: Booked, wanted: UsageFilter) -> Booked:
    """Return what a filter lets through."""
    return [
        (key, sums)
        for key, sums in booked
        if wanted.first <= key.day <= wanted.last
        and all(getattr(wanted, name) in (None, getattr(key, name)) for name in VALUES)
    ]


def total(booked: Booked) -> UsageSums:
    """Add all up."""
    return sum((sums for _, sums in booked), start=UsageSums())


def by(dimension: Dimension, booked: Booked, wanted: UsageFilter) -> Mapping[str | None, UsageSums]:
    """Add up each value of a dimension."""
    name = "user_id" if dimension is Dimension.USER else dimension.value
    found: dict[str | None, Booked] = {}
    for key, sums in matching(booked, wanted):
        value = getattr(key, name)
        found.setdefault(value if value is None else str(value), []).append((key, sums))
    return {value: total(of_value) for value, of_value in found.items()}
