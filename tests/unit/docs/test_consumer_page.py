"""The consumer of the page hears of what happens, and of what had happened."""

import re
import runpy
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeAlias

import pytest
from tests.support.answers import right_answers
from tests.support.course_folder import write_course, yaml_source
from tests.support.processes import wait_until

from parlons.application.activity.activity_report import ActivityReport, GivenAnswer
from parlons.container import Container, Settings
from parlons.domain.identity.principal import OPERATOR, Principal
from parlons.domain.learning.learning_path import LearningPath
from parlons.entrypoints.worker.working import working

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "add-a-consumer.md"
ADA = Principal("ada")
NOW = datetime.now(UTC)

Make: TypeAlias = Callable[[Settings], Container]


def examples() -> list[str]:
    return re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture
def your_container(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """What the page's first example makes, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "certificates.py").write_text(examples()[0], encoding="utf-8")
    return runpy.run_path("certificates.py")["your_container"]


@pytest.fixture
def course(tmp_path: Path) -> LearningPath:
    """A course of two lessons."""
    return yaml_source().load(write_course(tmp_path / "course"))


def complete(course: LearningPath, container: Container, at: datetime) -> None:
    """Publish the course and take all of its lessons."""
    container.import_course()(OPERATOR, course)
    exercises = 0
    for lesson_id, unit in enumerate(course.units, start=1):
        answers = []
        for exercise in unit.lessons[0].exercises:
            exercises += 1
            answer = next(right_answers(exercise))
            answers.append(GivenAnswer(exercise_id=exercises, answer=answer))
        report = ActivityReport(lesson_id=lesson_id, answers=tuple(answers), occurred_at=at)
        container.complete_activity()(ADA, report)


def certificates() -> list[tuple[str, int, str]]:
    with closing(sqlite3.connect("certificates.db")) as database:
        if not database.execute("SELECT name FROM sqlite_master").fetchall():
            return []
        return database.execute("SELECT learner, path, day FROM certificate").fetchall()


def test_the_example_hears_of_a_completed_path(your_container: Make, course: LearningPath):
    container = your_container(Settings.in_memory())
    complete(course, container, NOW)
    assert certificates() == [("ada", 1, NOW.date().isoformat())]
    yesterday = NOW - timedelta(days=1)
    complete(course, container, yesterday)  # told late
    assert certificates() == [("ada", 1, yesterday.date().isoformat())]


def test_the_example_is_given_what_had_happened(your_container: Make, course: LearningPath):
    before = Container(settings=Settings.in_memory())
    complete(course, before, NOW)
    container = your_container(Settings.in_memory())
    container.unit_of_work.override(before.unit_of_work())
    exec(examples()[3], {"container": container})
    assert certificates() == [("ada", 1, NOW.date().isoformat())]


def until_there_is_a_certificate() -> None:
    wait_until(lambda: certificates() != [], "a certificate", seconds=10)


def test_the_example_of_a_worker_does_the_work(
    your_container: Make, course: LearningPath, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "your_package").mkdir()
    (tmp_path / "certificates.py").rename(tmp_path / "your_package" / "certificates.py")
    monkeypatch.syspath_prepend(tmp_path)
    settings = Settings(data_dir=tmp_path / "data", telemetry=())
    container = your_container(settings)
    container.database().upgrade()
    complete(course, container, NOW)
    container.shutdown_resources()

    program = examples()[1].replace("Settings()", "settings").replace("...", "wait()")
    exec(program, {"settings": settings, "wait": until_there_is_a_certificate})
    assert certificates() == [("ada", 1, NOW.date().isoformat())]


def test_the_example_of_a_worker_of_one_queue_gets_its_work_beside_others(
    your_container: Make, course: LearningPath, tmp_path: Path
):
    settings = Settings(data_dir=tmp_path / "data", telemetry=())
    one, another = your_container(settings), your_container(settings)
    one.database().upgrade()
    others = [queue for queue in another.queues() if queue != "certificates"]
    with working(another, others):
        complete(course, another, NOW)
        program = examples()[2].replace("...", "wait()")
        exec(
            program,
            {"working": working, "container": one, "wait": until_there_is_a_certificate},
        )
    assert certificates() == [("ada", 1, NOW.date().isoformat())]
    for container in (one, another):
        container.shutdown_resources()
