from base64 import urlsafe_b64encode
from bisect import bisect_right
from collections.abc import Collection

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from parlons.application.paging import MAX_LIMIT, Page, PageRequest, page_in_order, page_of
from parlons.domain.errors import InvalidInputError


def page(numbers: list[int], request: PageRequest, listing: str = "numbers") -> Page[int]:
    def fetch(after: int, limit: int) -> tuple[int, ...]:
        start = bisect_right(numbers, after)
        return tuple(numbers[start : start + limit])

    return page_of(request, listing, fetch, lambda number: number)


@given(st.sets(st.integers(1, 500)), st.integers(1, MAX_LIMIT))
def test_pages_joined_are_the_list(members: set[int], limit: int):
    numbers, seen, cursor = sorted(members), [], None
    while True:
        found = page(numbers, PageRequest(limit=limit, cursor=cursor))
        assert len(found.items) <= limit
        seen.extend(found.items)
        cursor = found.next_cursor
        if cursor is None:
            break
    assert seen == numbers


def test_a_page_that_just_holds_the_rest_is_the_last():
    assert page([1, 2], PageRequest(limit=2)).next_cursor is None


@pytest.mark.parametrize("limit", [0, -1, MAX_LIMIT + 1, 10**9])
def test_a_limit_out_of_range_is_refused(limit: int):
    with pytest.raises(ValueError, match="limit"):
        PageRequest(limit=limit)


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "not base64 é",
        "####",
        "abc",
        urlsafe_b64encode(b"[]").decode(),
        urlsafe_b64encode(b'["numbers", -1]').decode(),
        urlsafe_b64encode(b'["numbers", "1"]').decode(),
        urlsafe_b64encode(b'["numbers", true]').decode(),
        urlsafe_b64encode(b'["numbers", 99999999999999999999]').decode(),
        urlsafe_b64encode(b"[" * 150).decode(),
    ],
)
def test_a_cursor_that_nobody_gave_out_is_refused(cursor: str):
    with pytest.raises(InvalidInputError, match="cursor"):
        page([1, 2, 3], PageRequest(cursor=cursor))


def test_a_cursor_too_long_to_be_ours_is_not_even_read():
    with pytest.raises(ValueError, match="cursor"):
        PageRequest(cursor="W" * 201)


def test_a_cursor_of_another_list_is_refused():
    cursor = page([1, 2, 3], PageRequest(limit=1), listing="letters").next_cursor
    with pytest.raises(InvalidInputError, match="cursor"):
        page([1, 2, 3], PageRequest(cursor=cursor))


@frozen
class Place:
    id: int
    position: int


def places(ids: str, request: PageRequest) -> Page[Place]:
    """A page of members whose ids are digits, in this order."""
    members = [Place(int(digit), position) for position, digit in enumerate(ids, start=1)]

    def fetch(after: int, limit: int) -> tuple[Place, ...]:
        return tuple([each for each in members if each.position > after][:limit])

    def positions(ids: Collection[int]) -> dict[int, int]:
        assert len(ids) <= 4
        return {each.id: each.position for each in members if each.id in ids}

    return page_in_order(request, "places", fetch, positions)


def ids(page: Page[Place]) -> str:
    return "".join(str(each.id) for each in page.items)


@pytest.mark.parametrize(
    ("by_then", "following"),
    [
        ("12345", "45"),
        ("9123845", "845"),
        ("3", ""),
        ("31245", "1245"),
        ("1245", "45"),
        ("45", "45"),
        ("1259", "59"),
        ("159", "159"),
        ("", ""),
    ],
)
def test_a_page_begins_after_the_last_member_wherever_that_is_by_then(by_then: str, following: str):
    first = places("12345", PageRequest(limit=3))
    assert ids(first) == "123"
    assert ids(places(by_then, PageRequest(cursor=first.next_cursor))) == following


def test_the_longest_cursor_of_an_ordered_list_is_read_again():
    longest = range(2**63 - 5, 2**63)
    members = [Place(member_id, index) for index, member_id in enumerate(longest, start=1)]
    page, seen, request = None, [], PageRequest(limit=2)
    while page is None or page.next_cursor is not None:
        page = page_in_order(
            request,
            f"lessons of {2**63 - 1}",
            lambda after, limit: tuple(members[after : after + limit]),
            lambda ids: {each.id: each.position for each in members if each.id in ids},
        )
        seen += [each.id for each in page.items]
        request = PageRequest(limit=2, cursor=page.next_cursor)
    assert seen == list(longest)


def test_a_member_that_was_never_there_begins_at_the_beginning():
    cursor = urlsafe_b64encode(b'["places", [77, 78]]').decode()
    assert ids(places("12345", PageRequest(cursor=cursor, limit=2))) == "12"


@pytest.mark.parametrize(
    "written",
    [
        *("3", "[]", "[3]", "[3, 3, 3, 3, 3]", "[-1, 3]", "[3, -1]", "[true, 3]", '["3", 3]'),
        *("[3, null]", "[3.0, 3]", '{"3": 3, "4": 4}', '"33"', "[9223372036854775808, 3]", "null"),
        "[[3, 4], 5]",
    ],
)
def test_a_place_that_nobody_gave_out_is_refused(written: str):
    cursor = urlsafe_b64encode(f'["places", {written}]'.encode()).decode()
    with pytest.raises(InvalidInputError, match="cursor"):
        places("12345", PageRequest(cursor=cursor))
