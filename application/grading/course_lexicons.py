"""The words of the courses that are published."""

from attrs import define, field

from parlons.application.learning.per_edition import PerEdition
from parlons.application.ports.catalogue import ICatalogue
from parlons.domain.exercises.lexicon import CourseWords
from parlons.domain.learning.catalogue import CourseEdition
from parlons.domain.learning.course_words import course_words


@define
class CourseLexicons:
    """Gathers the words of a course when the first answer to it is graded."""

    _words: PerEdition[CourseWords] = field(factory=PerEdition, init=False, repr=False)

    def of(self, catalogue: ICatalogue, course: CourseEdition) -> CourseWords:
        """Return the words of a course, which is two statements for a new edition, else none."""
        edition = course.version, course.updated_at
        return self._words.get(course.path_id, edition, lambda: _gathered(catalogue, course))


def _gathered(catalogue: ICatalogue, course: CourseEdition) -> CourseWords:
    return course_words(
        [each.entry for each in catalogue.lexicon(course.path_id)],
        [exercise.content for exercise in catalogue.exercises(course.path_id)],
        taught=course.target_language,
        source=course.source_language,
    )
