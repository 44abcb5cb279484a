"""Pages joined are the list, also while a course is published anew in between."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.school import ADA, School, unit

from parlons.application.paging import Page, PageRequest
from parlons.entrypoints.testing import samples
from parlons.entrypoints.testing.course_samples import lesson_of

Publish = Callable[[School, list[str]], None]
Read = Callable[[School, PageRequest], Page[Any]]


def publish_units(school: School, slugs: list[str]) -> None:
    school.publish(*map(unit, slugs))


def publish_lessons(school: School, slugs: list[str]) -> None:
    school.publish(samples.unit("one", *map(lesson_of, slugs)))


LISTS: dict[str, tuple[Publish, Read]] = {
    "units": (publish_units, lambda school, page: school.container.list_units()(ADA, 1, page)),
    "units of the view": (
        publish_units,
        lambda school, page: school.container.view_learning_path()(ADA, 1, page).units,
    ),
    "lessons": (
        publish_lessons,
        lambda school, page: school.container.list_lessons()(ADA, 1, page),
    ),
}
SLUGS = [f"u{number}" for number in range(12)]


@pytest.mark.parametrize(("publish", "read"), LISTS.values(), ids=LISTS)
@settings(max_examples=30)
@given(data=st.data())
def test_what_is_there_from_start_to_end_comes_once_and_in_order(
    publish: Publish, read: Read, data: st.DataObject
):
    slugs = list(data.draw(st.permutations(SLUGS), label="the course"))
    there = set(data.draw(st.sets(st.sampled_from(SLUGS), min_size=1), label="there at first"))
    school, seen, cursor = School(), [], None
    stayed = sorted(there, key=slugs.index)
    while True:
        publish(school, [slug for slug in slugs if slug in there])
        limit = data.draw(st.integers(1, 4), label="limit")
        page = read(school, PageRequest(limit=limit, cursor=cursor))
        seen += [each.slug for each in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
        there |= data.draw(st.sets(st.sampled_from(SLUGS), max_size=4), label="new")
    assert [slug for slug in seen if slug in stayed] == stayed
    assert len(set(seen)) == len(seen)
    assert seen == sorted(seen, key=slugs.index)


@pytest.mark.parametrize(("publish", "read"), LISTS.values(), ids=LISTS)
@settings(max_examples=30)
@given(data=st.data())
def test_nothing_is_left_out_whatever_is_retired_meanwhile(
    publish: Publish, read: Read, data: st.DataObject
):
    there, seen, cursor = list(SLUGS), [], None
    school = School()
    while cursor is not None or not seen:
        publish(school, there)
        limit = data.draw(st.integers(1, 4), label="limit")
        page = read(school, PageRequest(limit=limit, cursor=cursor))
        seen += [each.slug for each in page.items]
        cursor = page.next_cursor
        gone = data.draw(st.sets(st.sampled_from(there), max_size=len(there) - 1), label="gone")
        there = [slug for slug in there if slug not in gone]
    assert set(there) <= set(seen)


@pytest.mark.parametrize(("publish", "read"), LISTS.values(), ids=LISTS)
@pytest.mark.parametrize(
    ("gone", "following"), [("u2", "u3 u4 u5"), ("u1 u2", "u3 u4 u5"), ("u2 u3", "u4 u5")]
)
def test_pages_go_on_where_several_are_gone_together(
    publish: Publish, read: Read, gone: str, following: str
):
    school = School()
    publish(school, SLUGS[:6])
    page = read(school, PageRequest(limit=3))
    publish(school, [slug for slug in SLUGS[:6] if slug not in gone.split()])
    assert [
        each.slug for each in read(school, PageRequest(cursor=page.next_cursor)).items
    ] == following.split()


@pytest.mark.parametrize(("publish", "read"), LISTS.values(), ids=LISTS)
def test_the_list_goes_on_where_the_last_member_was_that_is_gone(publish: Publish, read: Read):
    school = School()
    publish(school, SLUGS[:6])
    page = read(school, PageRequest(limit=3))
    publish(school, [*SLUGS[:2], *SLUGS[3:6]])
    following = read(school, PageRequest(cursor=page.next_cursor))
    assert [each.slug for each in following.items] == SLUGS[3:6]
