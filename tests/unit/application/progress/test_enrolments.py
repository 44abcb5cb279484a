"""A learner may be on several paths, and goes on with the one used last."""

from datetime import timedelta

import pytest
from tests.support.school import ADA, GRACE, SECOND, School, unit

from parlons.application.paging import PageRequest
from parlons.domain.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from parlons.domain.identity.principal import VISITOR
from parlons.domain.progress.event import PathEnrolled
from parlons.entrypoints.testing import samples
from parlons.entrypoints.testing.course_samples import lesson_of

MINUTE = timedelta(minutes=1)


@pytest.fixture
def school() -> School:
    """Two paths; the clock goes on after each."""
    school = School()
    school.publish(unit("one"), slug="french")
    school.publish(samples.unit("uno", lesson_of("uno")), slug="spanish")
    school.clock.advance(timedelta(hours=12))
    return school


def current(school: School, learner=ADA) -> str | None:
    found = school.container.view_progress()(learner).current
    return found and found.path.slug


def enrol(school: School, path_id: int) -> None:
    school.clock.advance(MINUTE)
    school.container.enrol_in_path()(ADA, path_id)


def test_a_path_is_taken_up_with_nothing_done(school: School):
    found = school.container.enrol_in_path()(ADA, 1)
    assert (found.path.slug, found.progress.enrolled_at) == ("french", school.clock.now())
    assert (found.progress.lessons_completed, found.progress.completed) == (0, None)
    assert school.container.view_progress()(ADA).current == found
    assert school.container.view_learning_path()(ADA, 1).progress == found.progress
    assert current(school, GRACE) is None


def test_the_path_taken_up_or_worked_on_last_is_the_current_one(school: School):
    for path_id, slug in ((1, "french"), (2, "spanish"), (1, "french")):
        enrol(school, path_id)
        assert current(school) == slug
    school.clock.advance(MINUTE)
    school.hand_in("uno")
    assert current(school) == "spanish"
    school.hand_in("one", occurred_at=school.clock.now() - MINUTE / 2)
    assert current(school) == "spanish"


def test_all_paths_taken_up_are_listed_by_their_ids(school: School):
    enrol(school, 2)
    enrol(school, 1)
    view = school.container.view_progress()(ADA, PageRequest(limit=1))
    assert [each.path.slug for each in view.paths.items] == ["french"]
    following = PageRequest(cursor=view.paths.next_cursor)
    (spanish,) = school.container.view_progress()(ADA, following).paths.items
    assert spanish.path.slug == "spanish"
    with pytest.raises(InvalidInputError, match="cursor"):
        school.container.list_learning_paths()(ADA, following)


def test_coming_back_keeps_what_was_done(school: School):
    enrol(school, 1)
    first = school.clock.now()
    school.hand_in("one")
    enrol(school, 2)
    enrol(school, 1)
    progress = school.container.view_learning_path()(ADA, 1).progress
    assert progress is not None
    assert (progress.enrolled_at, progress.last_used_at) == (first, school.clock.now())
    assert (progress.lessons_completed, progress.units_completed) == (1, 1)
    assert len(school.events(PathEnrolled)) == 3


def test_taking_up_the_current_path_over_and_over_tells_nothing_new(school: School):
    found = school.container.enrol_in_path()(ADA, 1)
    before = school.state
    school.clock.advance(MINUTE - SECOND)
    for _ in range(3):
        assert school.container.enrol_in_path()(ADA, 1) == found
    assert school.state == before
    school.clock.advance(SECOND)
    again = school.container.enrol_in_path()(ADA, 1)
    assert again.progress.last_used_at == school.clock.now()
    assert len(school.events(PathEnrolled)) == 2


def test_going_back_to_another_path_counts_however_soon(school: School):
    for path_id, slug in ((1, "french"), (2, "spanish"), (1, "french")):
        school.clock.advance(SECOND)
        school.container.enrol_in_path()(ADA, path_id)
        assert current(school) == slug
    assert len(school.events(PathEnrolled)) == 3


def test_who_works_on_a_path_is_on_it(school: School):
    school.hand_in("one")
    assert current(school) == "french"
    assert school.events(PathEnrolled) == []


@pytest.mark.parametrize("path_id", [0, 3, -1, 10**30])
def test_a_path_that_is_not_there_is_not_found(school: School, path_id: int):
    before = school.state
    with pytest.raises(NotFoundError, match=f"no learning path {path_id}"):
        school.container.enrol_in_path()(ADA, path_id)
    assert school.state == before


def test_visitors_take_up_nothing(school: School):
    with pytest.raises(PermissionDeniedError):
        school.container.enrol_in_path()(VISITOR, 1)
