"""What is taught, in memory, and what a learner has of it."""

from collections.abc import Collection, Iterator

from attrs import frozen

from parlons.adapters.memory.in_memory_catalogue import InMemoryCatalogue
from parlons.adapters.memory.in_memory_transaction import InMemoryTransaction
from parlons.adapters.memory.state import LessonProgress
from parlons.application.ports.progress import EnrolledPath, GraphNode, ListedLesson, ListedUnit
from parlons.domain.learning.catalogue import LessonSummary
from parlons.domain.learning.unlocking import GraphUnit
from parlons.domain.progress.unit_progress import LessonStanding, UnitProgress


@frozen
class InMemoryProgressLists:
    """Whole lists: paths by id, units and lessons by position."""

    transaction: InMemoryTransaction

    def paths(self, user_id: str) -> tuple[EnrolledPath, ...]:
        """List the paths that the learner has taken up."""
        state = self.transaction.reading
        found = InMemoryCatalogue(self.transaction).paths(0, len(state.paths))
        return tuple(
            EnrolledPath(path=path, progress=state.path_progress[user_id, path.id])
            for path in found
            if (user_id, path.id) in state.path_progress
        )

    def units(self, user_id: str, path_id: int) -> tuple[ListedUnit, ...]:
        """List the units of a path."""
        state = self.transaction.reading
        units = InMemoryCatalogue(self.transaction).units(path_id, 0, len(state.units))
        return tuple(
            ListedUnit(
                unit=unit, progress=state.unit_progress.get((user_id, unit.id), UnitProgress())
            )
            for unit in units
        )

    def graph(
        self, user_id: str, path_id: int, slugs: Collection[str] | None
    ) -> tuple[GraphNode, ...]:
        """List the units of a path, or those named, as unlocking looks at them."""
        return tuple(
            GraphNode(unit_id=each.unit.id, unit=GraphUnit.of(each.unit), progress=each.progress)
            for each in self.units(user_id, path_id)
            if slugs is None or each.unit.slug in slugs
        )

    def lessons(self, user_id: str, unit_id: int) -> tuple[ListedLesson, ...]:
        """List the lessons of a unit."""
        return tuple(
            ListedLesson(
                lesson=lesson,
                right_count=standing.right_count,
                started=standing.started,
                completed_at=standing.completed.at if standing.completed else None,
            )
            for lesson, standing in self._lessons(user_id, unit_id)
        )

    def standings(self, user_id: str, unit_id: int) -> tuple[LessonStanding, ...]:
        """List the lessons of a unit as they count for it."""
        return tuple(standing for _, standing in self._lessons(user_id, unit_id))

    def _lessons(
        self, user_id: str, unit_id: int
    ) -> Iterator[tuple[LessonSummary, LessonStanding]]:
        state = self.transaction.reading
        lessons = InMemoryCatalogue(self.transaction).lessons(unit_id, 0, len(state.lessons))
        for lesson in lessons:
            yield lesson, _standing(lesson, state.lesson_progress.get((user_id, lesson.id)))


def _standing(lesson: LessonSummary, stored: LessonProgress | None) -> LessonStanding:
    if stored is None:
        return LessonStanding(lesson_id=lesson.id, exercise_count=lesson.exercise_count)
    return LessonStanding(
        lesson_id=lesson.id,
        exercise_count=lesson.exercise_count,
        right_count=stored.right_count,
        started=True,
        completed=stored.record.completed,
    )
