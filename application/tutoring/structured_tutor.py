"""Leads a task that expects data through the stages."""

from functools import partial
from time import perf_counter
from typing import Final, TypeVar

from attrs import define, frozen

from parlons.application.ports.llm_client import LLMUnavailableError
from parlons.application.ports.telemetry import ITelemetry, TutorReplied
from parlons.application.spending.admission import Admission
from parlons.application.spending.bill import Bill
from parlons.application.spending.spending_desk import SpendingDesk
from parlons.application.tutoring.model_ladder import ModelLadder
from parlons.application.tutoring.structured.reply_ladder import UNUSABLE, ReplyLadder
from parlons.application.tutoring.structured.structured_task import StructuredTask
from parlons.domain.identity.principal import Principal
from parlons.domain.spending.refusal import BudgetExhaustedError
from parlons.domain.tutoring.completion import COURSE_MODEL
from parlons.domain.tutoring.reply import ReplySource
from parlons.domain.tutoring.structured.structured_reply import ReplyStep, StructuredReply
from parlons.domain.tutoring.usage import TokenUsage

_T = TypeVar("_T")

_OF_COURSE: Final = "This comes from the course's own material"


@frozen(kw_only=True)
class Making:
    """How a reply was made: by which step and source, and what it took.

    `degraded` says that it is not all that was asked for, `reason` why, in words for the learner;
    `dropped` names the parts that were left out.
    """

    step: ReplyStep
    source: ReplySource
    model: str
    degraded: bool
    reason: str | None
    dropped: tuple[str, ...]
    usage: TokenUsage
    cost_microdollars: int

    @classmethod
    def of(cls, reply: StructuredReply[_T], bill: Bill) -> "Making":
        """Tell of a reply and of the calls on its bill."""
        by_model = reply.step is not ReplyStep.FALLBACK
        return cls(
            step=reply.step,
            source=ReplySource.MODEL if by_model else ReplySource.COURSE,
            model=bill.holds[-1].model if by_model and bill.holds else COURSE_MODEL,
            degraded=reply.degraded,
            reason=reply.reason,
            dropped=reply.dropped,
            usage=bill.usage,
            cost_microdollars=bill.cost_microdollars,
        )


@define
class StructuredTutor:
    """Admission, models, decoding; every call is paid, also one that asks again.

    Where no model answers, or no budget pays for one, the task's own fallback does.
    """

    admission: Admission
    desk: SpendingDesk
    ladder: ModelLadder
    replies: ReplyLadder
    telemetry: ITelemetry

    def reply(
        self, principal: Principal, task: StructuredTask[_T]
    ) -> tuple[StructuredReply[_T], Making]:
        """Return the reply and how it was made.

        Raises `TooManyRequestsError`, and `BudgetExhaustedError` where there is nothing to fall
        back on.
        """
        started = perf_counter()
        bill = self.desk.open(principal, task.NAME)
        self.admission.admit(bill.allowance)
        try:
            reply = self.replies.climb(task, partial(self.ladder.complete, bill=bill))
        except (LLMUnavailableError, BudgetExhaustedError) as refusal:
            reply = _without_model(task, refusal)
        making = Making.of(reply, bill)
        self.telemetry.record(
            TutorReplied(
                source=making.source,
                model=making.model,
                degraded=making.degraded,
                seconds=perf_counter() - started,
            )
        )
        return reply, making


def _without_model(
    task: StructuredTask[_T], refusal: LLMUnavailableError | BudgetExhaustedError
) -> StructuredReply[_T]:
    value, reason = task.fallback(), UNUSABLE
    if isinstance(refusal, BudgetExhaustedError):
        if value is None:
            raise refusal
        reason = f"{_OF_COURSE}: {refusal}."
    return StructuredReply(value=value, step=ReplyStep.FALLBACK, degraded=True, reason=reason)
