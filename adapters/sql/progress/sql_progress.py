"""Progress in SQL."""

from collections.abc import Collection

from attrs import frozen

from parlons.adapters.sql.progress.progress_queries import ProgressQueries
from parlons.adapters.sql.progress.progress_rows import (
    exercise_values,
    lesson_record,
    lesson_values,
    progress_values,
)
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.application.ports.progress import (
    EnrolledPath,
    GraphNode,
    IProgress,
    LearnersLesson,
    ListedLesson,
    ListedUnit,
)
from parlons.domain.progress.lesson_record import LessonRecord
from parlons.domain.progress.unit_progress import (
    LessonStanding,
    PathProgress,
    UnitOnPath,
    UnitProgress,
)


@frozen
class SqlProgress(IProgress):
    """Progress of a session; who locks a learner keeps others from their row until the end."""

    transaction: SqlTransaction
    queries: ProgressQueries

    def lock(self, user_id: str) -> None:
        self.transaction.add(self.queries.changes.lock, {"user_id": user_id})

    def place_of_lesson(self, user_id: str, lesson_id: int) -> LearnersLesson | None:
        places, values = self.queries.places, {"user_id": user_id, "id": lesson_id}
        return places.read_learners_lesson(self.transaction.rows(places.learners_lesson, values))

    def place_of_exercise(self, user_id: str, exercise_id: int) -> LearnersLesson | None:
        places, values = self.queries.places, {"user_id": user_id, "id": exercise_id}
        rows = self.transaction.rows(places.learners_lesson_of_exercise, values)
        return places.read_learners_lesson(rows)

    def lesson(self, user_id: str, lesson_id: int) -> LessonRecord:
        values = {"user_id": user_id, "id": lesson_id}
        return lesson_record(self.transaction.rows(self.queries.lesson, values))

    def put_lesson(
        self, user_id: str, lesson_id: int, record: LessonRecord, right_count: int
    ) -> None:
        key = {"user_id": user_id, "lesson_id": lesson_id}
        lesson = {**key, **lesson_values(record, right_count)}
        self.transaction.add(self.queries.changes.put_lesson, lesson)
        exercises = [
            {**key, "exercise_id": exercise_id, **exercise_values(exercise)}
            for exercise_id, exercise in sorted(record.exercises.items())
        ]
        self.transaction.add(self.queries.changes.put_exercise, *exercises)

    def lessons(self, user_id: str, unit_id: int) -> tuple[LessonStanding, ...]:
        return self.queries.lessons.all(self.transaction, {"user_id": user_id, "id": unit_id})

    def put_unit(self, user_id: str, unit_id: int, progress: UnitProgress) -> None:
        values = {"user_id": user_id, "unit_id": unit_id, **progress_values(progress)}
        self.transaction.add(self.queries.changes.put_unit, values)

    def units(self, user_id: str, path_id: int) -> tuple[UnitOnPath, ...]:
        return self.queries.units.all(self.transaction, {"user_id": user_id, "id": path_id})

    def graph(
        self, user_id: str, path_id: int, slugs: Collection[str] | None = None
    ) -> tuple[GraphNode, ...]:
        values = {"user_id": user_id, "id": path_id}
        if slugs is None:
            return self.queries.graph.all(self.transaction, values)
        self.transaction.require_open()
        if not slugs:
            return ()
        named = {**values, "slugs": list(slugs)}
        return self.queries.graph_of_slugs.all(self.transaction, named)

    def path(self, user_id: str, path_id: int) -> PathProgress | None:
        return self.queries.path.first(self.transaction, {"user_id": user_id, "id": path_id})

    def put_path(self, user_id: str, path_id: int, progress: PathProgress) -> None:
        values = {"user_id": user_id, "path_id": path_id, **progress_values(progress)}
        self.transaction.add(self.queries.changes.put_path, values)

    def enrolled(self, user_id: str, after: int, limit: int) -> tuple[EnrolledPath, ...]:
        values = {"user_id": user_id, "after": after, "limit": limit}
        return self.queries.enrolled.all(self.transaction, values)

    def current_path(self, user_id: str) -> EnrolledPath | None:
        return self.queries.current_path.first(self.transaction, {"user_id": user_id})

    def page_of_units(
        self, user_id: str, path_id: int, after: int, limit: int
    ) -> tuple[ListedUnit, ...]:
        values = {"user_id": user_id, "id": path_id, "after": after, "limit": limit}
        return self.queries.page_of_units.all(self.transaction, values)

    def page_of_lessons(
        self, user_id: str, unit_id: int, after: int, limit: int
    ) -> tuple[ListedLesson, ...]:
        values = {"user_id": user_id, "id": unit_id, "after": after, "limit": limit}
        return self.queries.page_of_lessons.all(self.transaction, values)

    def learners_on(self, path_id: int, after: str, limit: int) -> tuple[str, ...]:
        values = {"id": path_id, "after": after, "limit": limit}
        return self.queries.learners_on.all(self.transaction, values)

    def clear(self, user_id: str) -> None:
        for delete in self.queries.changes.clear:
            self.transaction.change(delete, {"user_id": user_id})
