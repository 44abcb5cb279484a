"""Count learners anew after a course was changed."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from attrs import define, evolve

from parlons.application.events.publisher import Publisher
from parlons.application.ports.clock import IClock
from parlons.application.ports.unit_of_work import IUnitOfWork, IWriteSession
from parlons.application.progress.tally import put_counts, recount_path
from parlons.application.work.handler import Beat, Effect, WorkHandler, nothing
from parlons.domain.progress.event import Consequence
from parlons.domain.progress.moment import Moment
from parlons.domain.progress.unit_progress import LessonStanding
from parlons.domain.work.work_item import WorkItem

_BATCH: Final = 50
_ZONE: Final = "UTC"


@define
class RecountPath(WorkHandler):
    """Brings every learner's counts on a path in step with its lessons, one learner at a time.

    What was completed or opened stays so; what is complete now, since a lesson is gone, is told.
    """

    unit_of_work: IUnitOfWork
    publisher: Publisher
    clock: IClock

    def __call__(self, item: WorkItem, beat: Beat) -> Effect:
        path_id = _path_of(item.ref)
        for user_id in self._learners(path_id):
            beat(None)
            self._recount(user_id, path_id, item.priority)
        return nothing

    def _learners(self, path_id: int) -> Iterator[str]:
        after = ""
        while True:
            with self.unit_of_work.read() as session:
                batch = session.progress.learners_on(path_id, after, _BATCH)
            if not batch:
                return
            yield from batch
            after = batch[-1]

    def _recount(self, user_id: str, path_id: int, priority: int) -> None:
        moment = Moment(self.clock.now(), _ZONE)
        with self.unit_of_work.write() as session:
            session.progress.lock(user_id)
            for consequence in _recounted(session, user_id, path_id, moment):
                self.publisher.follow(session, user_id, consequence, priority)


def _recounted(
    session: IWriteSession, user_id: str, path_id: int, moment: Moment
) -> Iterator[Consequence]:
    for node in session.progress.graph(user_id, path_id):
        lessons = [
            _recounted_lesson(session, user_id, lesson) if lesson.started else lesson
            for lesson in session.progress.lessons(user_id, node.unit_id)
        ]
        after = node.progress.counted(lessons)
        yield from put_counts(session, user_id, path_id, node, after)
    yield from recount_path(session, user_id, path_id, moment, used=False)


def _recounted_lesson(
    session: IWriteSession, user_id: str, lesson: LessonStanding
) -> LessonStanding:
    place = session.catalogue.place_of_lesson(lesson.lesson_id)
    record = session.progress.lesson(user_id, lesson.lesson_id)
    right_count = record.right_among(place.exercises if place else ())
    if right_count != lesson.right_count:
        session.progress.put_lesson(user_id, lesson.lesson_id, record, right_count)
    return evolve(lesson, right_count=right_count)


def recount_ref(path_id: int, at: datetime) -> str:
    """Name the work of counting anew after a change at an instant."""
    return f"path {path_id} at {at.isoformat()}"


def _path_of(ref: str) -> int:
    return int(ref.split()[1])
