"""The words of the courses that are published."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, NoReturn, ParamSpec, Protocol, TypeVar

from attrs import define, field

from parlons.application.learning.per_edition import PerEdition
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.exercises.lexicon import CourseWords
from parlons.domain.learning.catalogue import CourseEdition
from parlons.domain.learning.course_words import course_words


@define
class CourseLexicons:
    """Gathers the words of a course when the first answer to it is graded.

    That takes a second or two, for which no write session may be kept open: others wait for it.
    Whoever grades in one is `gathering_words`.
    """

    _words: PerEdition[CourseWords] = field(factory=PerEdition, init=False, repr=False)

    def of(self, course: CourseEdition) -> CourseWords:
        """Return the words of a course; raises `WordsMissingError` until they are gathered."""

        def missing() -> NoReturn:
            raise WordsMissingError(self, course.path_id)

        return self._words.get(course.path_id, (course.version, course.updated_at), missing)

    def gather(self, unit_of_work: IUnitOfWork, path_id: int) -> None:
        """Gather the words of a path as it is published now, by three statements."""
        with unit_of_work.read() as session:
            path = session.catalogue.path(path_id)
            entries = [each.entry for each in session.catalogue.lexicon(path_id)]
            exercises = [each.content for each in session.catalogue.exercises(path_id)]
        if path is not None:
            taught, source = path.target_language, path.source_language
            words = course_words(entries, exercises, taught=taught, source=source)
            self._words.get(path_id, (path.version, path.updated_at), lambda: words)


class WordsMissingError(Exception):
    """No answer can be graded before the words of the path are gathered."""

    def __init__(self, lexicons: CourseLexicons, path_id: int) -> None:
        super().__init__(f"the words of path {path_id} are not gathered yet")
        self.lexicons = lexicons
        self.path_id = path_id


class _UseCase(Protocol):
    @property
    def unit_of_work(self) -> IUnitOfWork: ...


_Given = ParamSpec("_Given")
_Grading = TypeVar("_Grading", bound=_UseCase)
_T = TypeVar("_T")


def gathering_words(
    call: Callable[Concatenate[_Grading, _Given], _T],
) -> Callable[Concatenate[_Grading, _Given], _T]:
    """Let a use case that finds words missing begin anew, once its session is over, with them."""

    @wraps(call)
    def grading(use_case: _Grading, /, *given: _Given.args, **named: _Given.kwargs) -> _T:
        while True:
            try:
                return call(use_case, *given, **named)
            except WordsMissingError as missing:
                missing.lexicons.gather(use_case.unit_of_work, missing.path_id)

    return grading
