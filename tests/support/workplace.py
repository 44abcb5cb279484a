"""An installation on SQLite whose work is done by workers, or waits for them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from attrs import frozen
from tests.support.outside import QUICK_HASHER
from tests.support.processes import wait_until

from parlons.application.activity.activity_report import ActivityReport, GivenAnswer
from parlons.application.ports.work_items import WorkFilter
from parlons.application.settings import Settings
from parlons.container import Container
from parlons.domain.exercises.translation import TranslationAnswer
from parlons.domain.identity.principal import OPERATOR, Principal
from parlons.domain.work.work_item import UNFINISHED, WorkItem
from parlons.entrypoints.testing import course_samples

ADA = Principal("ada")


@frozen
class Workplace:
    """Its container; a course of two units is published."""

    container: Container

    def hand_in(self, learner: Principal = ADA) -> UUID:
        """Answer the first exercise of all, rightly."""
        answer = GivenAnswer(exercise_id=1, answer=TranslationAnswer("Bonsoir"))
        report = ActivityReport(lesson_id=1, answers=(answer,))
        return self.container.complete_activity()(learner, report).event_id

    def items(self, queue: str | None = None, **wanted: Any) -> tuple[WorkItem, ...]:
        """Work items, the newest first."""
        with self.container.unit_of_work().read() as session:
            return session.work.page(WorkFilter(queue=queue, **wanted), None, 1000)

    def replace(self, before: WorkItem, after: WorkItem) -> None:
        with self.container.unit_of_work().write() as session:
            session.work.replace(before, after)

    def points(self, learner: Principal = ADA) -> int:
        with self.container.unit_of_work().read() as session:
            return session.ledger.total(learner.user_id)

    def wait_until_done(self, *queues: str, seconds: float = 20.0) -> None:
        """Return when nothing of these queues, or of any, is unfinished."""
        wait_until(lambda: not self._unfinished(queues), "the end of all work", seconds)

    def _unfinished(self, queues: tuple[str, ...]) -> list[WorkItem]:
        items = [item for item in self.items() if item.status in UNFINISHED]
        return [item for item in items if not queues or item.queue in queues]


@contextmanager
def workplace(folder: Path, **changes: Any) -> Iterator[Workplace]:
    """An installation in the folder, by default with all its work carried in this process."""
    kept: dict[str, Any] = {
        "store": "sql",
        "data_dir": folder,
        "password_hasher": QUICK_HASHER,
        "worker_threads": 2,
    }
    container = Container(settings=Settings.in_memory(**(kept | changes)))
    try:
        container.database().upgrade()
        container.import_course()(OPERATOR, course_samples.course())
        yield Workplace(container)
    finally:
        container.shutdown_resources()
