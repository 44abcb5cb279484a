"""Progress in memory."""

from collections.abc import Collection

from attrs import frozen

from parlons.adapters.memory.in_memory_catalogue import InMemoryCatalogue
from parlons.adapters.memory.in_memory_progress_lists import InMemoryProgressLists
from parlons.adapters.memory.in_memory_transaction import InMemoryTransaction
from parlons.adapters.memory.state import Learner, LessonProgress
from parlons.application.ports.progress import (
    EnrolledPath,
    GraphNode,
    IProgress,
    LearnersLesson,
    ListedLesson,
    ListedUnit,
)
from parlons.domain.learning.catalogue import LessonPlace
from parlons.domain.progress.lesson_record import LessonRecord
from parlons.domain.progress.unit_progress import (
    LessonStanding,
    PathProgress,
    UnitOnPath,
    UnitProgress,
)


@frozen
class InMemoryProgress(IProgress):
    """Progress of a session, of which one at a time writes."""

    transaction: InMemoryTransaction

    def lock(self, user_id: str) -> None:
        self.transaction.changing.learners.setdefault(user_id, Learner())

    def place_of_lesson(self, user_id: str, lesson_id: int) -> LearnersLesson | None:
        return self._learners(user_id, self._catalogue.place_of_lesson(lesson_id))

    def place_of_exercise(self, user_id: str, exercise_id: int) -> LearnersLesson | None:
        return self._learners(user_id, self._catalogue.place_of_exercise(exercise_id))

    def lesson(self, user_id: str, lesson_id: int) -> LessonRecord:
        stored = self.transaction.reading.lesson_progress.get((user_id, lesson_id))
        return stored.record if stored else LessonRecord()

    def put_lesson(
        self, user_id: str, lesson_id: int, record: LessonRecord, right_count: int
    ) -> None:
        stored = LessonProgress(record=record, right_count=right_count)
        self.transaction.changing.lesson_progress[user_id, lesson_id] = stored

    def lessons(self, user_id: str, unit_id: int) -> tuple[LessonStanding, ...]:
        return self._lists.standings(user_id, unit_id)

    def put_unit(self, user_id: str, unit_id: int, progress: UnitProgress) -> None:
        self.transaction.changing.unit_progress[user_id, unit_id] = progress

    def units(self, user_id: str, path_id: int) -> tuple[UnitOnPath, ...]:
        return tuple(
            UnitOnPath(unit_id=each.unit.id, role=each.unit.role, progress=each.progress)
            for each in self._lists.units(user_id, path_id)
        )

    def graph(
        self, user_id: str, path_id: int, slugs: Collection[str] | None = None
    ) -> tuple[GraphNode, ...]:
        return self._lists.graph(user_id, path_id, slugs)

    def path(self, user_id: str, path_id: int) -> PathProgress | None:
        return self.transaction.reading.path_progress.get((user_id, path_id))

    def put_path(self, user_id: str, path_id: int, progress: PathProgress) -> None:
        self.transaction.changing.path_progress[user_id, path_id] = progress

    def enrolled(self, user_id: str, after: int, limit: int) -> tuple[EnrolledPath, ...]:
        found = [each for each in self._lists.paths(user_id) if each.path.id > after]
        return tuple(found[:limit])

    def current_path(self, user_id: str) -> EnrolledPath | None:
        found = self._lists.paths(user_id)
        return max(found, key=lambda each: each.progress.last_used_at, default=None)

    def page_of_units(
        self, user_id: str, path_id: int, after: int, limit: int
    ) -> tuple[ListedUnit, ...]:
        found = self._lists.units(user_id, path_id)
        return tuple([each for each in found if each.unit.position > after][:limit])

    def page_of_lessons(
        self, user_id: str, unit_id: int, after: int, limit: int
    ) -> tuple[ListedLesson, ...]:
        found = self._lists.lessons(user_id, unit_id)
        return tuple([each for each in found if each.lesson.position > after][:limit])

    def learners_on(self, path_id: int, after: str, limit: int) -> tuple[str, ...]:
        enrolments = self.transaction.reading.path_progress
        found = sorted(user for user, path in enrolments if path == path_id and user > after)
        return tuple(found[:limit])

    def clear(self, user_id: str) -> None:
        state = self.transaction.changing
        for stored in (state.path_progress, state.unit_progress, state.lesson_progress):
            for key in [key for key in stored if key[0] == user_id]:
                del stored[key]

    def _learners(self, user_id: str, place: LessonPlace | None) -> LearnersLesson | None:
        if place is None:
            return None
        progress = self.transaction.reading.unit_progress
        unit = progress.get((user_id, place.unit.unit_id), UnitProgress())
        return LearnersLesson(place=place, stays_open=unit.stays_open)

    @property
    def _catalogue(self) -> InMemoryCatalogue:
        return InMemoryCatalogue(self.transaction)

    @property
    def _lists(self) -> InMemoryProgressLists:
        return InMemoryProgressLists(self.transaction)
