"""Lists are walked page by page."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.support.classroom import ADA, Classroom

from parlons.application.learning.list_learning_paths import ListLearningPaths
from parlons.application.learning.list_lessons import ListLessons
from parlons.application.learning.view_learning_path import ViewLearningPath
from parlons.application.paging import Page, PageRequest
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.errors import InvalidInputError, NotFoundError
from parlons.domain.learning.cefr_level import CefrLevel
from parlons.entrypoints.testing import samples

Listing = Callable[[IUnitOfWork, PageRequest], Page[Any]]
LISTINGS: dict[str, Listing] = {
    "paths": lambda store, page: ListLearningPaths(store)(ADA, page),
    "units": lambda store, page: ViewLearningPath(store)(ADA, 1, page).units,
    "lessons": lambda store, page: ListLessons(store)(ADA, 1, page),
}
SLUGS = ["a", "b", "c", "d", "e"]


@pytest.fixture
def store() -> IUnitOfWork:
    """Five paths, the first with five units, the first of them with five lessons."""
    classroom = Classroom()
    units = [samples.unit(slug, samples.lesson(f"in-{slug}")) for slug in SLUGS[1:]]
    first = samples.unit("a", *map(samples.lesson, SLUGS))
    classroom.publish(samples.path("a", first, *units))
    for slug in SLUGS[1:]:
        classroom.publish(samples.path(slug, target_language="es", level=CefrLevel.A2))
    return classroom.unit_of_work


@pytest.mark.parametrize("listing", LISTINGS.values(), ids=LISTINGS)
@pytest.mark.parametrize("limit", [1, 2, 5, 100])
def test_a_list_is_walked_to_its_end(store: IUnitOfWork, listing: Listing, limit: int):
    found: list[str] = []
    page = listing(store, PageRequest(limit=limit))
    while page.next_cursor is not None:
        assert len(page.items) == limit
        found += [each.slug for each in page.items]
        page = listing(store, PageRequest(limit=limit, cursor=page.next_cursor))
    assert [*found, *(each.slug for each in page.items)] == SLUGS


@pytest.mark.parametrize("listing", LISTINGS.values(), ids=LISTINGS)
def test_a_cursor_is_good_for_its_list_only(store: IUnitOfWork, listing: Listing):
    others = (each(store, PageRequest(limit=1)) for each in LISTINGS.values() if each != listing)
    for page in others:
        with pytest.raises(InvalidInputError, match="cursor"):
            listing(store, PageRequest(cursor=page.next_cursor))


def test_a_page_after_the_last_lesson_is_empty(store: IUnitOfWork):
    classroom = Classroom(unit_of_work=store)
    page = ListLessons(store)(ADA, 1, PageRequest(limit=4))
    classroom.publish(samples.path("a", samples.unit("a", *map(samples.lesson, SLUGS[:4]))))
    assert ListLessons(store)(ADA, 1, PageRequest(cursor=page.next_cursor)).items == ()


def test_paths_are_found_by_language_and_level(store: IUnitOfWork):
    list_paths = ListLearningPaths(store)
    assert [each.slug for each in list_paths(ADA, target_language="fr").items] == ["a"]
    assert [each.slug for each in list_paths(ADA, level=CefrLevel.A2).items] == SLUGS[1:]
    assert list_paths(ADA, target_language="fr", level=CefrLevel.A2).items == ()


def test_there_may_be_no_paths_at_all():
    assert ListLearningPaths(Classroom().unit_of_work)(ADA) == Page(items=())


@pytest.mark.parametrize("number", [0, -1, 99, 10**30])
def test_what_there_is_not_has_no_list(store: IUnitOfWork, number: int):
    with pytest.raises(NotFoundError, match=f"no learning path {number}"):
        ViewLearningPath(store)(ADA, number)
    with pytest.raises(NotFoundError, match=f"no unit {number}"):
        ListLessons(store)(ADA, number)


def test_a_unit_that_is_retired_has_no_list(store: IUnitOfWork):
    Classroom(unit_of_work=store).publish(samples.path("a", samples.unit("b")))
    with pytest.raises(NotFoundError, match="no unit 1"):
        ListLessons(store)(ADA, 1)
