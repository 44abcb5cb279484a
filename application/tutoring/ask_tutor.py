"""Ask the tutor."""

from typing import ClassVar

from attrs import define

from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.tutoring.ai_orchestrator import AIOrchestrator
from parlons.application.tutoring.tutor_task import open_question
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.tutoring.question import TutorQuestion
from parlons.domain.tutoring.reply import TutorReply


@define
class AskTutor:
    """A question always gets a reply: when no model can answer, the course's own tutor does."""

    permission: ClassVar = Permission.ASK_TUTOR

    unit_of_work: IUnitOfWork
    orchestrator: AIOrchestrator

    def __call__(self, principal: Principal, question: TutorQuestion) -> TutorReply:
        """Raises `NotFoundError` for a course that does not exist."""
        principal.require(self.permission)
        return self.orchestrator.answer(open_question(self.unit_of_work, principal, question))
