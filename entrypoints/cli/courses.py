"""`parlons courses`."""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from parlons.application.paging import FIRST_PAGE, PageRequest
from parlons.container import Container
from parlons.domain.identity.principal import OPERATOR
from parlons.domain.learning.catalogue import PathSummary
from parlons.domain.learning.course_statistics import course_statistics
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.proofreading.remark import RemarkKind
from parlons.entrypoints.cli import recording, statistics
from parlons.entrypoints.cli.course_graph import mermaid, notes
from parlons.entrypoints.cli.output import (
    ERR,
    note,
    show,
    show_document,
    show_json,
    show_table,
)
from parlons.entrypoints.cli.proofreading import RemarkableCourseError, numbered, show_remarks
from parlons.entrypoints.cli.session import opened, ready
from parlons.entrypoints.courses import bundled_course

app = typer.Typer(help="Check, draw, publish, record and list courses.", no_args_is_help=True)

Folder = Annotated[
    Path | None,
    typer.Argument(
        metavar="FOLDER",
        exists=True,
        file_okay=False,
        show_default=False,
        help="Folder of the course; without one, the course that comes with Parlons.",
    ),
]


@app.command()
def check(
    folder: Folder = None,
    *,
    only: Annotated[
        list[RemarkKind] | None,
        typer.Option(help="Remark on this kind of thing only; may be given several times."),
    ] = None,
    remarks: Annotated[
        bool, typer.Option("--remarks/--no-remarks", help="Remark on what is valid, but odd.")
    ] = True,
    strict: Annotated[
        bool, typer.Option("--strict", help="Fail where there is anything to remark on.")
    ] = False,
) -> None:
    """Report every fault of a course, and what is probably a mistake, with file and line.

    Nothing is stored.

    Example: parlons courses check my-course/ --only taught-later
    """
    found = 0
    with opened() as container:
        course = container.course_source().load(folder or bundled_course())
        show(_validity(course))
        if remarks:
            kinds = frozenset(only or RemarkKind)
            found = show_remarks(container, folder or bundled_course(), course, kinds)
    if strict and found:
        raise RemarkableCourseError(f"{numbered(found)} on the course")


@app.command()
def stats(
    folder: Folder = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Count what the units of a course hold, and how much their sentences are alike.

    Example: parlons courses stats my-course/
    """
    with opened() as container:
        course = container.course_source().load(folder or bundled_course())
    units, total = course_statistics(course)
    if as_json:
        show_json(statistics.as_json(units, total))
    else:
        statistics.show_statistics(units, total)


@app.command()
def graph(folder: Folder = None) -> None:
    """Draw which units of a course wait for which, as Mermaid text.

    Solid are required units, dashed optional ones, and bold those that review. An arrow says that
    one is to be completed, or to be got so many percent right, before the next one opens. Where
    learners begin, and what is probably a mistake, is told on standard error.

    Example: parlons courses graph my-course/ > my-course.mmd
    """
    with opened() as container:
        course = container.course_source().load(folder or bundled_course())
    show_document(f"{mermaid(course)}\n")
    for each in notes(course):
        note(each)


@app.command("import")
def import_(folder: Folder = None) -> None:
    """Publish a course, or a new edition of it.

    What has the same slug is updated, what is gone is retired, and learners keep what they
    achieved.

    Example: parlons courses import my-course/
    """
    with ready() as container:
        show(publish(container, folder or bundled_course()))


@app.command()
def record(
    folder: Folder = None,
    *,
    missing: Annotated[
        bool,
        typer.Option(
            "--list",
            help="Only list what nobody has recorded, with the file name a recording must have.",
        ),
    ] = False,
) -> None:
    """Have a voice say everything that learners hear in a course, and keep the recordings.

    Without this, each text is said when it is first heard.

    Example: parlons courses record my-course/
    """
    with opened() as container:
        course = container.course_source().load(folder or bundled_course())
        if missing:
            show_table(("file", "text"), recording.missing_recordings(container, course))
        else:
            show(recording.record(container, course))
        note(f"recordings are in {container.settings().speech_folder}")


@app.command("list")
def list_() -> None:
    """List the published courses."""
    columns = ("id", "slug", "title", "level", "languages", "units", "lessons", "version")
    with ready() as container:
        show_table(columns, [_row(path) for path in published(container)])


def publish(container: Container, folder: Path) -> str:
    """Import the course in the folder, with a progress bar in a terminal, and say what it changed.

    Raises `InvalidCourseError`.
    """
    course = container.course_source().load(folder)
    import_course = container.import_course()
    with Progress(console=ERR, transient=True, disable=not ERR.is_terminal) as progress:
        bar = progress.add_task(f"importing {course.title}", total=None)
        report = import_course(
            OPERATOR, course, lambda done, total: progress.update(bar, completed=done, total=total)
        )
    return (
        f"{course.title} ({course.slug}): {report.added} added, {report.updated} updated,"
        f" {report.unchanged} unchanged, {report.retired} retired"
    )


def published(container: Container) -> list[PathSummary]:
    """Return every published course in order."""
    list_learning_paths = container.list_learning_paths()
    page = list_learning_paths(OPERATOR, FIRST_PAGE)
    found = list(page.items)
    while page.next_cursor is not None:
        page = list_learning_paths(OPERATOR, PageRequest(cursor=page.next_cursor))
        found.extend(page.items)
    return found


def _validity(course: LearningPath) -> str:
    lessons = [lesson for unit in course.units for lesson in unit.lessons]
    exercises = sum(len(lesson.exercises) for lesson in lessons)
    return (
        f"{course.title} ({course.slug}) is valid: {len(course.units)} units,"
        f" {len(lessons)} lessons, {exercises} exercises"
    )


def _row(path: PathSummary) -> tuple[object, ...]:
    languages = f"{path.source_language} → {path.target_language}"
    return (
        *(path.id, path.slug, path.title, path.level, languages),
        *(path.unit_count, path.lesson_count, path.version),
    )
