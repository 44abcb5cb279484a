"""What there is to remark on a course, for its author to read."""

from collections import Counter
from collections.abc import Callable, Collection
from pathlib import Path

from parlons.application.ports.course_source import CoursePlace
from parlons.container import Container
from parlons.domain.errors import ParlonsError
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.proofreading.proofread import proofread
from parlons.domain.proofreading.remark import Remark, RemarkKind
from parlons.entrypoints.cli.output import show


class RemarkableCourseError(ParlonsError):
    """The course is valid, but its author wanted it to be beyond remark."""


def show_remarks(
    container: Container, folder: Path, course: LearningPath, kinds: Collection[RemarkKind]
) -> int:
    """Print the remarks of these kinds in the order of files and lines; return how many.

    A summary tells the number of each kind.
    """
    remarks = proofread(course, _obstacle(container, course))
    wanted = [remark for remark in remarks if remark.kind in kinds]
    for place, remark in _placed(container, folder, wanted):
        show(f"{place}: {remark.kind}: {remark.message}")
    counts = Counter(remark.kind for remark in wanted)
    if wanted:
        each = ", ".join(f"{counts[kind]} {kind}" for kind in RemarkKind if counts[kind])
        show(f"{numbered(len(wanted))}: {each}")
    return len(wanted)


def numbered(remarks: int) -> str:
    """Return the number in words for people."""
    return "1 remark" if remarks == 1 else f"{remarks:,} remarks"


def _placed(
    container: Container, folder: Path, remarks: list[Remark]
) -> list[tuple[CoursePlace, Remark]]:
    places = container.course_source().places(folder, (remark.pointer for remark in remarks))
    placed = zip(places, remarks, strict=True)
    return sorted(placed, key=lambda pair: (pair[0], pair[1].kind, pair[1].message))


def _obstacle(container: Container, course: LearningPath) -> Callable[[str], str | None]:
    """Tell what cannot be heard, where sound has been thought of: where there are recordings."""
    if not container.settings().speech_folder.is_dir():
        return lambda _text: None
    speech, language = container.speech(), course.target_language
    return lambda text: speech.obstacle(text, language)
