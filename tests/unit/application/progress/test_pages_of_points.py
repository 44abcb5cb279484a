"""What points were given for is read page by page, the latest first."""

import json
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta

import pytest
from tests.support.school import ADA, GRACE, School, unit

from parlons.application.paging import PageRequest
from parlons.application.progress.view_xp import XpEntry
from parlons.domain.errors import InvalidInputError

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.fixture
def school() -> School:
    school = School()
    school.publish(*(unit(f"u{number}") for number in range(4)))
    school.clock.instant = NOON
    for number in range(3):
        school.hand_in(f"u{number}", occurred_at=NOON - timedelta(hours=number // 2))
    return school


def entries(school: School, page: PageRequest) -> tuple[tuple[XpEntry, ...], str | None]:
    found = school.container.view_xp()(ADA, page).entries
    return found.items, found.next_cursor


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_pages_joined_are_all_entries_the_latest_first(school: School, limit: int):
    seen: list[XpEntry] = []
    cursor: str | None = None
    while True:
        items, cursor = entries(school, PageRequest(limit=limit, cursor=cursor))
        seen += items
        if cursor is None:
            break
        assert len(items) == limit
    assert seen == sorted(
        seen, key=lambda each: (NOON - each.earned_at, each.rule.value, each.source)
    )
    assert {(each.rule.value, each.source) for each in seen} == school.earned().keys()
    assert sum(each.points for each in seen) == school.points()


def test_what_is_earned_in_between_disturbs_no_page(school: School):
    before, _ = entries(school, PageRequest(limit=100))
    items, cursor = entries(school, PageRequest(limit=4))
    school.clock.advance(timedelta(minutes=1))
    school.hand_in("u3")
    others, _ = entries(school, PageRequest(limit=100, cursor=cursor))
    assert items + others == before


def test_a_page_is_of_ones_own_points_whoever_gave_the_cursor(school: School):
    _, cursor = entries(school, PageRequest(limit=4))
    page = PageRequest(cursor=cursor)
    assert school.container.view_xp()(GRACE, page).entries.items == ()


AT = NOON.isoformat()


@pytest.mark.parametrize(
    "place",
    [
        None,
        [],
        "abc",
        1,
        {"at": AT},
        [AT, "day_active"],
        [AT, "day_active", "x", "y"],
        [AT, "no_rule", "x"],
        [AT, ["day_active"], "x"],
        [AT, "day_active", 1],
        [AT, "day_active", None],
        [AT, "day_active", "\0"],
        [AT, "day_active", "\ud800"],
        ["2026-03-10T12:00:00", "day_active", "x"],
        ["2026-03-10", "day_active", "x"],
        ["0001-01-01T00:00:00+14:00", "day_active", "x"],
        ["9999-12-31T23:59:59-14:00", "day_active", "x"],
        [1741608000, "day_active", "x"],
        [[AT], "day_active", "x"],
    ],
    ids=repr,
)
@pytest.mark.parametrize("listing", ["xp", "paths"])
def test_a_cursor_that_was_tampered_with_is_refused(school: School, place: object, listing: str):
    cursor = urlsafe_b64encode(json.dumps([listing, place]).encode()).decode()
    with pytest.raises(InvalidInputError, match="cursor") as refusal:
        entries(school, PageRequest(cursor=cursor))
    assert refusal.value.pointer == "/cursor"


def test_a_whole_place_in_another_list_is_refused(school: School):
    cursor = urlsafe_b64encode(json.dumps(["paths", [AT, "day_active", "x"]]).encode()).decode()
    with pytest.raises(InvalidInputError, match="cursor"):
        entries(school, PageRequest(cursor=cursor))
