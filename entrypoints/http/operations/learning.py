"""Learning paths, lessons and answers."""

from attrs import field, frozen
from attrs.validators import and_, matches_re, max_len, optional

from parlons.application.learning.answer_exercise import AnswerExercise, Submission
from parlons.application.learning.list_learning_paths import ListLearningPaths
from parlons.application.learning.list_lessons import ListLessons
from parlons.application.learning.view_learning_path import LearningPathView, ViewLearningPath
from parlons.application.learning.view_lesson import ViewLesson
from parlons.application.learning.view_unit import ViewUnit
from parlons.application.paging import Page, PageRequest
from parlons.domain import fields
from parlons.domain.exercises.attempt import ExerciseAttempt
from parlons.domain.learning.catalogue import LessonSummary, LessonView, PathSummary, UnitView
from parlons.domain.learning.cefr_level import CefrLevel
from parlons.entrypoints.http.call import Call
from parlons.entrypoints.http.operation import operation
from parlons.entrypoints.http.problem import CONFLICT


@frozen(kw_only=True)
class PathsQuery(PageRequest):
    """Up to `limit` paths after the page that gave the `cursor`; of a language or level, or all."""

    target_language: str | None = field(default=None, validator=optional(fields.language_tag()))
    level: CefrLevel | None = None


@frozen(kw_only=True)
class IdempotencyHeaders:
    """`Idempotency-Key` is the client's own name for the request; sent again, it is done once."""

    idempotency_key: str | None = field(
        default=None, validator=optional(and_(max_len(255), matches_re(r"[\x21-\x7E]+")))
    )


@operation("GET", "/api/learning-paths", use_case=ListLearningPaths)
def list_learning_paths(call: Call, query: PathsQuery) -> Page[PathSummary]:
    """See which courses there are, in the order they were published."""
    return call.container.list_learning_paths()(
        call.principal, query, target_language=query.target_language, level=query.level
    )


@operation("GET", "/api/learning-paths/{pathId}/user-view", use_case=ViewLearningPath)
def view_learning_path(call: Call, path_id: int, query: PageRequest) -> LearningPathView:
    """Open a course: the path and a page of its units."""
    return call.container.view_learning_path()(call.principal, path_id, query)


@operation("GET", "/api/units/{unitId}", use_case=ViewUnit)
def view_unit(call: Call, unit_id: int) -> UnitView:
    """Open a unit: its grammar note and its vocabulary."""
    return call.container.view_unit()(call.principal, unit_id)


@operation("GET", "/api/units/{unitId}/lessons", use_case=ListLessons)
def list_lessons(call: Call, unit_id: int, query: PageRequest) -> Page[LessonSummary]:
    """See the lessons of a unit in the order they are taken."""
    return call.container.list_lessons()(call.principal, unit_id, query)


@operation("GET", "/api/lessons/{lessonId}", use_case=ViewLesson)
def view_lesson(call: Call, lesson_id: int) -> LessonView:
    """Open a lesson with all its exercises, without their keys."""
    return call.container.view_lesson()(call.principal, lesson_id)


@operation(
    "POST",
    "/api/exercises/{exerciseId}/attempts",
    use_case=AnswerExercise,
    status=201,
    example={
        "answer": {"type": "multiple_choice", "option": "Bonjour, madame."},
        "durationMs": 4200,
    },
    problems=(CONFLICT,),
)
def answer_exercise(
    call: Call, exercise_id: int, headers: IdempotencyHeaders, body: Submission
) -> ExerciseAttempt:
    """Answer an exercise; the server grades.

    The answer is of the exercise's own type.
    """
    return call.container.answer_exercise()(
        call.principal, exercise_id, body, headers.idempotency_key
    )
