"""A learner's history as events, told and delivered in any order and more than once."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from attrs import evolve, frozen
from hypothesis import strategies as st
from tests.support.histories import MOMENTS
from tests.support.random_courses import Work, work
from tests.support.school import ADA, School

from parlons.application.events.delivery import EventDelivery
from parlons.application.ports.unit_of_work import IWriteSession
from parlons.domain.learning.learning_unit import LearningUnit
from parlons.domain.progress.event import (
    ActivityCompleted,
    AnswerRegraded,
    DayFrozen,
    Event,
    ExerciseResult,
    Fact,
    XpEarned,
)
from parlons.domain.progress.moment import Moment
from parlons.domain.work.work_item import WorkItem, WorkStatus


@frozen
class Told:
    """Work on a lesson; and, where any, when an answer of it came to count."""

    work: Work
    moment: Moment
    regraded: int | None


def histories(units: Sequence[LearningUnit]) -> st.SearchStrategy[list[Told]]:
    """Up to a dozen pieces of work, some with an answer that comes to count."""
    regraded = st.none() | st.integers(0, 2)
    return st.lists(st.builds(Told, work(units), MOMENTS, regraded), min_size=1, max_size=12)


FROZEN = st.sets(st.integers(0, 9), max_size=3).map(
    lambda days: [date(2026, 3, 27) + timedelta(days=day) for day in sorted(days)]
)
"""Days of those in which work is done."""


def events(school: School, told: Iterable[Told], frozen_days: Iterable[date]) -> list[Event]:
    """Return what was told, and the days that were frozen, as events of Ada's."""
    moment = Moment(school.clock.now(), "UTC")
    found = [_event(number, DayFrozen(day=day), moment) for number, day in enumerate(frozen_days)]
    for number, each in enumerate(told, start=1):
        activity = _activity(school, each.work, number)
        found.append(_event(100 * number, activity, each.moment))
        wrong = [result for result in activity.results if not result.right]
        if each.regraded is not None and each.regraded < len(wrong):
            fact = _regraded(activity, wrong[each.regraded])
            found.append(_event(100 * number + 50, fact, each.moment))
    return found


def tell(school: School, history: Iterable[Event]) -> None:
    """Publish events one by one, each in a session of its own, as their use cases do."""
    container = school.container
    for event in history:
        with school.unit_of_work.write() as session:
            if isinstance(event.fact, DayFrozen):
                container.xp_consumer().apply(session, event)
            container.publisher().publish(session, event, 1)


def deliver_in_any_order(school: School, chance: Random) -> None:
    """Do all that waits, whichever comes first, and some of it more than once."""
    consumers = {each.queue: each for each in school.container.consumers()}
    while waiting := [each for each in school.items() if each.status is WorkStatus.QUEUED]:
        item = chance.choice(waiting)
        delivery = EventDelivery(consumers[item.queue], school.container.publisher())
        for _ in range(chance.choice((1, 1, 2))):
            school.in_store(lambda session, item=item, to=delivery: to.deliver(session, item))
        school.in_store(lambda session, item=item: _finish(session, item, school))


def outcome(school: School) -> dict[str, Any]:
    """Return all that must not depend on the order in which events came."""
    state = school.state
    told = [event.fact for event in school.news() if not isinstance(event.fact, XpEarned)]
    return {
        "points": school.points(),
        "ledger": school.earned(),
        "streak": school.container.view_streak()(ADA),
        "achievements": school.achievements(),
        "lessons": {
            lesson: (each.record.completed, each.record.mastered, each.right_count)
            for (_, lesson), each in state.lesson_progress.items()
        },
        "units": {
            unit: evolve(each, unlocked_at=None) for (_, unit), each in state.unit_progress.items()
        },
        "unlocked": {unit for (_, unit), each in state.unit_progress.items() if each.unlocked_at},
        "path": state.path_progress.get((ADA.user_id, 1)),
        "news": Counter(told),
    }


def _event(number: int, fact: Fact, moment: Moment) -> Event:
    return Event(
        id=UUID(int=number + 1),
        user_id=ADA.user_id,
        key=f"told {number}",
        fact=fact,
        moment=moment,
        recorded_at=moment.at,
    )


def _activity(school: School, done: Work, number: int) -> ActivityCompleted:
    place = school.place(done.lesson)
    return ActivityCompleted(
        path_id=place.unit.path_id,
        unit_id=place.unit.unit_id,
        lesson_id=place.lesson_id,
        exercises=place.exercises,
        results=tuple(
            ExerciseResult(exercise_id=each, attempt_id=UUID(int=100 * number + index), right=right)
            for index, (each, right) in enumerate(zip(place.exercises, done.right, strict=False))
        ),
    )


def _regraded(activity: ActivityCompleted, result: ExerciseResult) -> AnswerRegraded:
    return AnswerRegraded(
        path_id=activity.path_id,
        unit_id=activity.unit_id,
        lesson_id=activity.lesson_id,
        exercise_id=result.exercise_id,
        attempt_id=result.attempt_id,
    )


def _finish(session: IWriteSession, item: WorkItem, school: School) -> None:
    session.work.replace(item, item.succeeded(school.clock.now()))
