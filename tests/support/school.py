"""A course and its learners, on one store in memory."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from attrs import Factory, define, field
from dependency_injector import providers
from tests.support.wiring import wired

from parlons.adapters.memory.in_memory_unit_of_work import InMemoryUnitOfWork
from parlons.adapters.memory.state import State
from parlons.adapters.system.fixed_clock import FixedClock
from parlons.adapters.system.sequence_id_generator import SequenceIdGenerator
from parlons.adapters.telemetry.in_memory_telemetry import InMemoryTelemetry
from parlons.application.activity.activity_report import ActivityReport, GivenAnswer
from parlons.application.paging import PageRequest
from parlons.application.progress.listings import UnitListing
from parlons.container import Container
from parlons.domain.exercises.translation import TranslationAnswer
from parlons.domain.identity.principal import OPERATOR, Principal
from parlons.domain.learning.catalogue import LessonPlace, StoredExercise
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.learning.learning_unit import LearningUnit
from parlons.domain.learning.prerequisites import Condition
from parlons.domain.learning.unlocking import UnitState
from parlons.domain.progress.event import Event, Fact
from parlons.domain.work.work_item import WorkItem
from parlons.entrypoints.testing import samples
from parlons.entrypoints.testing.course_samples import lesson_of

ADA, GRACE = Principal("ada"), Principal("grace")
RIGHT, WRONG = TranslationAnswer("Bonsoir"), TranslationAnswer("Bonjour")
SECOND = timedelta(seconds=1)


@define
class School:
    """What is published and handed in is worked on at once, unless the workers are away."""

    unit_of_work: InMemoryUnitOfWork = Factory(InMemoryUnitOfWork)
    clock: FixedClock = Factory(FixedClock)
    telemetry: InMemoryTelemetry = Factory(InMemoryTelemetry)
    ids: SequenceIdGenerator = Factory(SequenceIdGenerator)
    container: Container = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.container = wired(
            self.unit_of_work,
            clock=self.clock,
            telemetry=self.telemetry,
            id_generator=self.ids,
        )

    @property
    def state(self) -> State:
        """Everything that is stored; to be looked at, and by some tests to be damaged."""
        return self.unit_of_work._state

    def send_workers_away(self) -> None:
        """From now on work is only done by `work()`."""
        self.container.on_work.override(providers.Object(lambda: None))

    def work(self) -> None:
        self.container.work_drain()()

    def publish(self, *units: LearningUnit, slug: str = "french") -> int:
        """Import a course, a second after whatever was before."""
        self.clock.advance(SECOND)
        course: LearningPath = samples.path(slug, *units)
        return self.container.import_course()(OPERATOR, course).path_id

    def unit_id(self, slug: str) -> int:
        return _id_of(slug, {row.summary.slug: key for key, row in self.state.units.items()})

    def lesson_id(self, slug: str) -> int:
        return _id_of(slug, {row.view.slug: key for key, row in self.state.lessons.items()})

    def place(self, lesson: str) -> LessonPlace:
        with self.unit_of_work.read() as session:
            place = session.catalogue.place_of_lesson(self.lesson_id(lesson))
        assert place is not None
        return place

    def exercises(self, lesson: str) -> tuple[StoredExercise, ...]:
        return self.state.lessons[self.lesson_id(lesson)].view.exercises

    def report(self, lesson: str, *right: bool, **more: Any) -> ActivityReport:
        """Answers to the lesson's first exercises, right or wrong; to all and right by default."""
        exercises = self.exercises(lesson)
        answers = tuple(
            GivenAnswer(exercise_id=exercise.id, answer=RIGHT if each else WRONG)
            for exercise, each in zip(exercises, right or (True,) * len(exercises), strict=False)
        )
        return ActivityReport(lesson_id=self.lesson_id(lesson), answers=answers, **more)

    def hand_in(self, lesson: str, *right: bool, learner: Principal = ADA, **more: Any) -> UUID:
        report = self.report(lesson, *right, **more)
        return self.container.complete_activity()(learner, report).event_id

    def units(self, learner: Principal = ADA, path_id: int = 1) -> tuple[UnitListing, ...]:
        listed = self.container.list_units()(learner, path_id, PageRequest(limit=100))
        return listed.items

    def states(self, learner: Principal = ADA) -> Mapping[str, UnitState]:
        return {unit.slug: unit.state for unit in self.units(learner)}

    def open_units(self, learner: Principal = ADA) -> set[str]:
        found = self.states(learner).items()
        return {slug for slug, state in found if state is not UnitState.LOCKED}

    def events(self, *facts: type[Fact], learner: Principal = ADA) -> list[Event]:
        """A learner's events by id; those of some kinds, or all."""
        stored = sorted(self.state.events.items())
        mine = (event for _, event in stored if event.user_id == learner.user_id)
        return [event for event in mine if not facts or isinstance(event.fact, facts)]

    def news(self, learner: Principal = ADA) -> list[Event]:
        """A learner's news by number."""
        numbered = (event for event in self.events(learner=learner) if event.number is not None)
        return sorted(numbered, key=lambda event: event.number or 0)

    def items(self, queue: str | None = None) -> list[WorkItem]:
        stored = sorted(self.state.work.items())
        return [item for _, item in stored if queue in (None, item.queue)]

    def earned(self, learner: Principal = ADA) -> dict[tuple[str, str], Any]:
        """A learner's points: the moment of each entry."""
        with self.unit_of_work.read() as session:
            entries = session.ledger.entries(learner.user_id)
        return {(entry.rule.value, entry.source): entry.moment for entry in entries}

    def points(self, learner: Principal = ADA) -> int:
        with self.unit_of_work.read() as session:
            return session.ledger.total(learner.user_id)

    def achievements(self, learner: Principal = ADA) -> dict[str, Any]:
        """A learner's achievements: the moment at which each was earned."""
        with self.unit_of_work.read() as session:
            found = session.ledger.achievements(learner.user_id)
        return {each.achievement.value: each.earned for each in found}

    def in_store(self, change: Callable[[Any], None]) -> None:
        """Change something by a write session."""
        with self.unit_of_work.write() as session:
            change(session)


def unit(
    slug: str, *exercises: int, waits_for: Condition | None = None, **changes: Any
) -> LearningUnit:
    """A unit of one lesson, named like it, or of several with so many exercises each."""
    counts = exercises or (1,)
    lessons = (
        lesson_of(slug if not index else f"{slug}-{index}", *(f"e{n}" for n in range(count)))
        for index, count in enumerate(counts)
    )
    return samples.unit(slug, *lessons, title=slug.title(), prerequisites=waits_for, **changes)


def _id_of(slug: str, ids: Mapping[str, int]) -> int:
    return ids[slug]
