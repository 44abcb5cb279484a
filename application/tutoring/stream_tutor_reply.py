"""Ask the tutor and read the reply while it is made."""

from collections.abc import Generator
from typing import ClassVar

from attrs import define

from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.tutoring.ai_orchestrator import AIOrchestrator
from parlons.application.tutoring.tutor_task import open_question
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.tutoring.question import TutorQuestion
from parlons.domain.tutoring.reply import TutorEvent


@define
class StreamTutorReply:
    """The same reply as `AskTutor` gives, in pieces."""

    permission: ClassVar = Permission.ASK_TUTOR

    unit_of_work: IUnitOfWork
    orchestrator: AIOrchestrator

    def __call__(
        self, principal: Principal, question: TutorQuestion
    ) -> Generator[TutorEvent, None, None]:
        """Raises at once, not on the first event, what `AskTutor` raises."""
        principal.require(self.permission)
        return self.orchestrator.stream(open_question(self.unit_of_work, principal, question))
