"""Lessons, units and paths, completed by activities."""

from typing import ClassVar

from attrs import define

from parlons.application.events.consumer import EventConsumer
from parlons.application.ports.unit_of_work import IWriteSession
from parlons.application.progress.tally import begun, completion, recount_path, recount_unit
from parlons.domain.progress.event import (
    ActivityCompleted,
    AnswerRegraded,
    Consequence,
    Event,
    LessonCompleted,
    LessonMastered,
    PathEnrolled,
)
from parlons.domain.progress.moment import Moment


@define
class ProgressConsumer(EventConsumer):
    """Keeps what learners have done and the counts of it, and opens units.

    Taking up a path is subscribed to by nobody, since that is applied where it is told.
    """

    queue: ClassVar = "progress"
    facts: ClassVar = (ActivityCompleted, AnswerRegraded)

    def apply(self, session: IWriteSession, event: Event) -> list[Consequence]:
        session.progress.lock(event.user_id)
        match event.fact:
            case PathEnrolled(path_id=path_id):
                return _take_up(session, event.user_id, path_id, event.moment)
            case ActivityCompleted() | AnswerRegraded() as fact:
                return _learn(session, event.user_id, fact, event.moment)
        return []


def _take_up(
    session: IWriteSession, user_id: str, path_id: int, moment: Moment
) -> list[Consequence]:
    before = session.progress.path(user_id, path_id) or begun(moment.at)
    session.progress.put_path(user_id, path_id, before.used(moment.at))
    return []


def _learn(
    session: IWriteSession,
    user_id: str,
    fact: ActivityCompleted | AnswerRegraded,
    moment: Moment,
) -> list[Consequence]:
    before = session.progress.lesson(user_id, fact.lesson_id)
    after = before.after(fact, moment)
    place = session.catalogue.place_of_lesson(fact.lesson_id)
    right_count = after.right_among(place.exercises if place else ())
    session.progress.put_lesson(user_id, fact.lesson_id, after, right_count)
    path_id, unit_id = fact.path_id, place.unit.unit_id if place else fact.unit_id
    begun_id = fact.unit_id if isinstance(fact, ActivityCompleted) else None
    where = {"path_id": path_id, "unit_id": unit_id, "lesson_id": fact.lesson_id}
    subject = f"lesson {fact.lesson_id}"
    return [
        *completion(LessonCompleted(**where), subject, before.completed, after.completed),
        *completion(LessonMastered(**where), subject, before.mastered, after.mastered),
        *recount_unit(session, user_id, path_id, unit_id, begun_id=begun_id),
        *recount_path(session, user_id, path_id, moment),
    ]
