"""Units and lessons as a learner sees them."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from itertools import chain

import attrs
from attrs import frozen

from parlons.application.ports.progress import GraphNode, ListedLesson, ListedUnit
from parlons.application.ports.unit_of_work import IReadSession
from parlons.application.progress.unit_states import states
from parlons.domain.learning.catalogue import LessonSummary, UnitSummary
from parlons.domain.learning.unlocking import GraphUnit, UnitState, Unlocking, UnmetReason


class LessonState(StrEnum):
    """Whether a learner may work on a lesson, and how far they are."""

    LOCKED = "locked"
    AVAILABLE = "available"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"


@frozen(kw_only=True)
class UnitListing(UnitSummary):
    """A unit, whether it is open, what is left to do before it is, and how far the learner is.

    `score` is the percentage of exercises answered right.
    """

    state: UnitState
    unmet: tuple[UnmetReason, ...]
    lessons_completed: int
    score: int


@frozen(kw_only=True)
class LessonListing(LessonSummary):
    """A lesson, whether it is open, what is left to do before it is, and how far the learner is."""

    state: LessonState
    unmet: tuple[UnmetReason, ...]
    right_count: int
    completed_at: datetime | None


def list_units(
    session: IReadSession, user_id: str, path_id: int, after: int, limit: int
) -> tuple[UnitListing, ...]:
    """Return a page of units, by two statements however many there are."""
    listed = session.progress.page_of_units(user_id, path_id, after, limit)
    here = {each.unit.slug: _node(each) for each in listed}
    wanted = {slug for each in listed for slug in _waits_for(each)} - here.keys()
    others = session.progress.graph(user_id, path_id, wanted) if wanted else ()
    found = states([*here.values(), *others])
    return tuple(_unit(each, found[each.unit.slug]) for each in listed)


def lesson_listing(listed: ListedLesson, unit: Unlocking) -> LessonListing:
    """Return a lesson of a unit in this state."""
    return LessonListing(
        **attrs.asdict(listed.lesson, recurse=False),
        state=_lesson_state(listed, unit),
        unmet=unit.unmet,
        right_count=listed.right_count,
        completed_at=listed.completed_at,
    )


def _unit(listed: ListedUnit, found: Unlocking) -> UnitListing:
    return UnitListing(
        **attrs.asdict(listed.unit, recurse=False),
        state=found.state,
        unmet=found.unmet,
        lessons_completed=listed.progress.lessons_completed,
        score=listed.progress.score,
    )


def _node(listed: ListedUnit) -> GraphNode:
    unit = listed.unit
    return GraphNode(
        unit_id=unit.id,
        unit=GraphUnit(slug=unit.slug, title=unit.title, prerequisites=unit.prerequisites),
        progress=listed.progress,
    )


def _waits_for(listed: ListedUnit) -> Iterable[str]:
    wanted = listed.unit.prerequisites
    return chain() if wanted is None else wanted.units()


def _lesson_state(listed: ListedLesson, unit: Unlocking) -> LessonState:
    if listed.completed_at is not None:
        return LessonState.COMPLETED
    if listed.started:
        return LessonState.IN_PROGRESS
    return LessonState.LOCKED if unit.state is UnitState.LOCKED else LessonState.AVAILABLE
