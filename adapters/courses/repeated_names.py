"""Names that a course uses twice in different units."""

from collections.abc import Iterable, Iterator

from parlons.adapters.courses.course_file import CourseFile
from parlons.application.ports.codec import Json
from parlons.application.ports.course_source import CourseFault


def repeated_names(units: Iterable[CourseFile]) -> Iterator[CourseFault]:
    """Point at each second use of a slug, or of a term as the same part of speech.

    `LearningPath` holds the rule but knows no files, so the place is found here.
    """
    first: dict[str, CourseFault] = {}
    for unit in units:
        for pointer, name in _names(unit.content):
            place = unit.fault(pointer, name)
            earlier = first.setdefault(name, place)
            if earlier is not place:
                where = f"first in {earlier.file}:{earlier.line}"
                yield unit.fault(pointer, f"{name} used twice, {where}")


def _names(content: Json) -> Iterator[tuple[str, str]]:
    if slug := _text(content, "slug"):
        yield "/slug", f"unit {slug}"
    for index, lesson in enumerate(_list(content, "lessons")):
        if slug := _text(lesson, "slug"):
            yield f"/lessons/{index}/slug", f"lesson {slug}"
    for index, entry in enumerate(_list(content, "vocabulary")):
        if term := _text(entry, "term"):
            name = f"term {term} ({_text(entry, 'part_of_speech')})"
            yield f"/vocabulary/{index}/term", name


def _list(content: Json, key: str) -> list[Json]:
    value = content.get(key) if isinstance(content, dict) else None
    return value if isinstance(value, list) else []


def _text(content: Json, key: str) -> str | None:
    value = content.get(key) if isinstance(content, dict) else None
    return value if isinstance(value, str) else None
