"""Units and lessons as a learner sees them."""

from collections.abc import Iterable
from datetime import datetime
from itertools import chain

import attrs
from attrs import frozen

from parlons.application.ports.progress import GraphNode, ListedLesson, ListedUnit
from parlons.application.ports.unit_of_work import IReadSession
from parlons.application.progress.unit_states import state_of, states
from parlons.domain.learning.catalogue import (
    LessonSummary,
    LessonView,
    UnitPlace,
    UnitSummary,
    UnitView,
)
from parlons.domain.learning.unlocking import GraphUnit, UnitState, Unlocking, UnmetReason


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

    state: UnitState
    unmet: tuple[UnmetReason, ...]
    right_count: int
    completed_at: datetime | None


@frozen(kw_only=True)
class OpenedUnit(UnitView):
    """A unit to be read, whether the learner may work in it, and what is left to do before."""

    state: UnitState
    unmet: tuple[UnmetReason, ...]


@frozen(kw_only=True)
class OpenedLesson(LessonView):
    """A lesson to be read, whether the learner may work on it, and what is left to do before."""

    state: UnitState
    unmet: tuple[UnmetReason, ...]


def opened_unit(session: IReadSession, user_id: str, unit: UnitView) -> OpenedUnit:
    """Return a unit with its state, by one statement."""
    place = UnitPlace(unit_id=unit.id, path_id=unit.path_id, unit=GraphUnit.of(unit))
    found = state_of(session, user_id, place)
    return OpenedUnit(**attrs.asdict(unit, recurse=False), state=found.state, unmet=found.unmet)


def opened_lesson(
    session: IReadSession, user_id: str, lesson: LessonView, place: UnitPlace
) -> OpenedLesson:
    """Return a lesson that is taught in this place with its state, by two statements."""
    unit = state_of(session, user_id, place)
    record = session.progress.lesson(user_id, lesson.id)
    return OpenedLesson(
        **attrs.asdict(lesson, recurse=False),
        state=_lesson_state(
            unit, started=bool(record.exercises), completed=record.completed is not None
        ),
        unmet=unit.unmet,
    )


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
        state=_lesson_state(
            unit, started=listed.started, completed=listed.completed_at is not None
        ),
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
    return GraphNode(
        unit_id=listed.unit.id,
        unit=GraphUnit.of(listed.unit),
        progress=listed.progress,
    )


def _waits_for(listed: ListedUnit) -> Iterable[str]:
    wanted = listed.unit.prerequisites
    return chain() if wanted is None else wanted.units()


def _lesson_state(unit: Unlocking, *, started: bool, completed: bool) -> UnitState:
    if completed:
        return UnitState.COMPLETED
    if unit.state is UnitState.LOCKED:
        return UnitState.LOCKED
    return UnitState.IN_PROGRESS if started else UnitState.AVAILABLE
