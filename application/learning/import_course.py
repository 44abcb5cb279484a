"""Publish a course, or a new edition of it."""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from attrs import define, frozen

from parlons.application.ports.clock import IClock
from parlons.application.ports.course_shelf import Change, ICourseShelf
from parlons.application.ports.telemetry import CourseImported, ITelemetry
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.progress.recount_path import recount_ref
from parlons.application.work.queues import JOBS, RECOUNT_PATH
from parlons.application.work.work_desk import WorkDesk
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.work.priority import BACKGROUND


@frozen(kw_only=True)
class ImportReport:
    """How many paths, units and lessons an import added, updated, left alone and retired."""

    path_id: int
    added: int
    updated: int
    unchanged: int
    retired: int


@define
class ImportCourse:
    """An import updates by slug and retires what is gone, so learners keep all their attempts.

    Importing the same course again changes nothing.
    """

    permission: ClassVar = Permission.MANAGE_COURSES

    unit_of_work: IUnitOfWork
    desk: WorkDesk
    clock: IClock
    telemetry: ITelemetry

    def __call__(
        self,
        principal: Principal,
        course: LearningPath,
        on_progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> ImportReport:
        """Store the whole course or, on an error, nothing of it.

        `on_progress(done, total)` is called after each lesson.
        """
        principal.require(self.permission)
        with self.unit_of_work.write() as session:
            now = self.clock.now()
            report = _put_course(session.courses, course, now, on_progress)
            if report.updated + report.added + report.retired:
                ref = recount_ref(report.path_id, now)
                self.desk.put(session, [JOBS], ref, priority=BACKGROUND, kind=RECOUNT_PATH)
            session.after_commit(lambda: self.telemetry.record(_imported(course, report)))
        return report


def _put_course(
    shelf: ICourseShelf,
    course: LearningPath,
    at: datetime,
    on_progress: Callable[[int, int], None],
) -> ImportReport:
    path = shelf.put_path(course, at)
    changes = [path.change]
    lessons = [lesson.slug for unit in course.units for lesson in unit.lessons]
    done = 0
    for position, unit in enumerate(course.units, start=1):
        stored = shelf.put_unit(path.id, position, unit)
        changes.append(stored.change)
        for lesson_position, lesson in enumerate(unit.lessons, start=1):
            changes.append(shelf.put_lesson(stored.id, lesson_position, lesson).change)
            done += 1
            on_progress(done, len(lessons))
    retired = shelf.retire_lessons(path.id, lessons)
    retired += shelf.retire_units(path.id, [unit.slug for unit in course.units])
    report = ImportReport(
        path_id=path.id,
        added=changes.count(Change.ADDED),
        updated=changes.count(Change.UPDATED),
        unchanged=changes.count(Change.UNCHANGED),
        retired=retired,
    )
    if path.change is not Change.ADDED and report.added + report.updated + report.retired:
        shelf.touch_path(path.id, at)
    return report


def _imported(course: LearningPath, report: ImportReport) -> CourseImported:
    return CourseImported(
        slug=course.slug, added=report.added, updated=report.updated, retired=report.retired
    )
