"""The learning use cases around one store in memory."""

from typing import Any

from attrs import Factory, define
from tests.support.wiring import wired

from parlons.adapters.memory.in_memory_unit_of_work import InMemoryUnitOfWork
from parlons.adapters.system.fixed_clock import FixedClock
from parlons.adapters.system.sequence_id_generator import SequenceIdGenerator
from parlons.adapters.telemetry.in_memory_telemetry import InMemoryTelemetry
from parlons.application.grading.attempt_book import Submission
from parlons.application.grading.course_lexicons import CourseLexicons
from parlons.application.learning.import_course import ImportReport
from parlons.application.ports.telemetry import TelemetryEvent
from parlons.container import Container
from parlons.domain.exercises.attempt import ExerciseAttempt
from parlons.domain.exercises.translation import TranslationAnswer
from parlons.domain.identity.principal import OPERATOR, Principal
from parlons.domain.learning.catalogue import PathSummary
from parlons.domain.learning.learning_path import LearningPath

ADA = Principal("ada")
BONSOIR = Submission(answer=TranslationAnswer("Bonsoir"))


@define
class Classroom:
    """Courses are imported and answered here; of the first one the path, and exercise 1."""

    unit_of_work: InMemoryUnitOfWork = Factory(InMemoryUnitOfWork)
    clock: FixedClock = Factory(FixedClock)
    telemetry: InMemoryTelemetry = Factory(InMemoryTelemetry)
    lexicons: CourseLexicons = Factory(CourseLexicons)
    ids: SequenceIdGenerator = Factory(SequenceIdGenerator)

    @property
    def container(self) -> Container:
        """All use cases, with what the classroom has."""
        return wired(
            self.unit_of_work,
            clock=self.clock,
            telemetry=self.telemetry,
            course_lexicons=self.lexicons,
            id_generator=self.ids,
        )

    def publish(self, course: LearningPath, **more: Any) -> ImportReport:
        return self.container.import_course()(OPERATOR, course, **more)

    def answer(
        self,
        submission: Submission = BONSOIR,
        exercise_id: int = 1,
        *,
        key: str | None = None,
        principal: Principal = ADA,
    ) -> ExerciseAttempt:
        answer_exercise = self.container.answer_exercise()
        return answer_exercise(principal, exercise_id, submission, key)

    def path(self) -> PathSummary | None:
        with self.unit_of_work.read() as session:
            return session.catalogue.path(1)

    def attempts(self, user_id: str = ADA.user_id) -> tuple[ExerciseAttempt, ...]:
        with self.unit_of_work.read() as session:
            return session.attempts.latest(user_id, 100)

    def told(self, kind: type[TelemetryEvent]) -> list[TelemetryEvent]:
        return [event for event in self.telemetry.events if isinstance(event, kind)]
