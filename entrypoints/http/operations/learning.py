"""Learning paths, units and lessons, to be read and heard."""

from attrs import field, frozen
from attrs.validators import optional

from parlons.application.learning.hear_exercise import HearExercise
from parlons.application.learning.hear_line import HearLine
from parlons.application.learning.hear_term import HearTerm
from parlons.application.learning.list_learning_paths import ListLearningPaths
from parlons.application.learning.list_lessons import ListLessons
from parlons.application.learning.list_units import ListUnits
from parlons.application.learning.set_prerequisites import Prerequisites, SetPrerequisites
from parlons.application.learning.view_learning_path import LearningPathView, ViewLearningPath
from parlons.application.learning.view_lesson import ViewLesson
from parlons.application.learning.view_unit import ViewUnit
from parlons.application.paging import Page, PageRequest
from parlons.application.ports.speech import LONGEST, Recording
from parlons.application.progress.listings import (
    LessonListing,
    OpenedLesson,
    OpenedUnit,
    UnitListing,
)
from parlons.domain import fields
from parlons.domain.learning.catalogue import PathSummary, UnitView
from parlons.domain.learning.cefr_level import CefrLevel
from parlons.entrypoints.http.call import Call
from parlons.entrypoints.http.operation import operation


@frozen(kw_only=True)
class PathsQuery(PageRequest):
    """Up to `limit` paths after the page that gave the `cursor`; of a language or level, or all."""

    target_language: str | None = field(default=None, validator=optional(fields.language_tag()))
    level: CefrLevel | None = None


@frozen(kw_only=True)
class TermQuery:
    """`term` is a text of the path's vocabulary: a term, a variant, a form or an example."""

    term: str = field(validator=fields.text(LONGEST))


@operation("GET", "/api/learning-paths", use_case=ListLearningPaths)
def list_learning_paths(call: Call, query: PathsQuery) -> Page[PathSummary]:
    """See which courses there are, in the order they were published."""
    return call.container.list_learning_paths()(
        call.principal, query, target_language=query.target_language, level=query.level
    )


@operation("GET", "/api/learning-paths/{pathId}/user-view", use_case=ViewLearningPath)
def view_learning_path(call: Call, path_id: int, query: PageRequest) -> LearningPathView:
    """Open a course: the path, how far you are, and a page of its units.

    A unit is `locked`, `available`, `in_progress` or `completed`; `unmet` tells what is left to do
    before a locked one opens.
    """
    return call.container.view_learning_path()(call.principal, path_id, query)


@operation("GET", "/api/learning-paths/{pathId}/units", use_case=ListUnits)
def list_units(call: Call, path_id: int, query: PageRequest) -> Page[UnitListing]:
    """See the units of a course, which of them are open to you, and what the others wait for."""
    return call.container.list_units()(call.principal, path_id, query)


@operation("GET", "/api/units/{unitId}", use_case=ViewUnit)
def view_unit(call: Call, unit_id: int) -> OpenedUnit:
    """Open a unit: its grammar note, its vocabulary, and whether it is open to you."""
    return call.container.view_unit()(call.principal, unit_id)


@operation(
    "PUT",
    "/api/units/{unitId}/prerequisites",
    use_case=SetPrerequisites,
    example={"completed": [1]},
)
def set_prerequisites(call: Call, unit_id: int, body: Prerequisites) -> UnitView:
    """Say what a unit waits for; an empty list of `completed` opens it to everybody.

    A unit cannot wait for itself, however indirectly. What learners have opened stays open to them,
    and the next import of the course puts back what its author wrote.
    """
    return call.container.set_prerequisites()(call.principal, unit_id, body)


@operation("GET", "/api/units/{unitId}/lessons", use_case=ListLessons)
def list_lessons(call: Call, unit_id: int, query: PageRequest) -> Page[LessonListing]:
    """See the lessons of a unit in the order they are taken, and how far you are with each."""
    return call.container.list_lessons()(call.principal, unit_id, query)


@operation("GET", "/api/lessons/{lessonId}", use_case=ViewLesson)
def view_lesson(call: Call, lesson_id: int) -> OpenedLesson:
    """Open a lesson with its exercises, without their keys, and see whether it is open to you."""
    return call.container.view_lesson()(call.principal, lesson_id)


@operation("GET", "/api/exercises/{exerciseId}/audio", use_case=HearExercise)
def hear_exercise(call: Call, exercise_id: int) -> Recording:
    """Hear what a listening exercise dictates, or how the text of a speaking exercise sounds.

    The `sound` of the exercise in its lesson says whether it can be heard; where not, this is a
    problem of the type `/docs#no-sound`.
    """
    return call.container.hear_exercise()(call.principal, exercise_id)


@operation("GET", "/api/lessons/{lessonId}/dialogue/{number}/audio", use_case=HearLine)
def hear_line(call: Call, lesson_id: int, number: int) -> Recording:
    """Hear a line of a lesson's dialogue; the first is number 1.

    Where it cannot be heard, this is a problem of the type `/docs#no-sound`.
    """
    return call.container.hear_line()(call.principal, lesson_id, number)


@operation("GET", "/api/learning-paths/{pathId}/pronunciation", use_case=HearTerm)
def hear_term(call: Call, path_id: int, query: TermQuery) -> Recording:
    """Hear a word or an example of a course's vocabulary.

    Where it cannot be heard, this is a problem of the type `/docs#no-sound`.
    """
    return call.container.hear_term()(call.principal, path_id, query.term)
