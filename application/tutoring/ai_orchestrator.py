"""Leads a question through the stages."""

from collections.abc import Generator, Sequence
from contextlib import closing
from time import perf_counter
from typing import Final

from attrs import define

from parlons.application.ports.llm_client import ILLMClient, LLMUnavailableError
from parlons.application.ports.telemetry import ITelemetry, TutorReplied
from parlons.application.spending.admission import Admission
from parlons.application.spending.bill import Bill
from parlons.application.spending.spending_desk import SpendingDesk
from parlons.application.tutoring.answer_cache import AnswerCache
from parlons.application.tutoring.model_ladder import ModelLadder
from parlons.application.tutoring.prompt import write_prompt
from parlons.application.tutoring.tutor_task import TutorTask
from parlons.domain.errors import NotFoundError
from parlons.domain.spending.refusal import BudgetExhaustedError
from parlons.domain.tutoring.completion import Completion, TextDelta
from parlons.domain.tutoring.reply import ReplyRestarted, ReplySource, TutorEvent, TutorReply

FALLBACK_REASON: Final = (
    "The tutor's language model gave no usable answer just now, so this answer comes from the"
    " course's own material. Ask again later for a fuller one."
)


@define
class AIOrchestrator:
    """Admission, answer cache, prompt, models, course: each stage is its own object.

    Every reply says how it was made. Where no model answers, an answer that a cheaper one gave
    before does, else the course's own tutor. Whose budget is used up, and who asks what the course
    does not know, is refused.
    """

    admission: Admission
    desk: SpendingDesk
    answer_cache: AnswerCache
    ladder: ModelLadder
    course_tutor: ILLMClient
    telemetry: ITelemetry

    def answer(self, task: TutorTask) -> TutorReply:
        """Return the reply as a whole; raises what `stream` raises."""
        with closing(self.stream(task)) as events:
            return next(event for event in events if isinstance(event, TutorReply))

    def stream(self, task: TutorTask) -> Generator[TutorEvent, None, None]:
        """Yield the reply in pieces and, as the last event, as a whole.

        Raises at once `TooManyRequestsError`; with the first event `BudgetExhaustedError`, or
        `NotFoundError` when the course is gone meanwhile.
        """
        started = perf_counter()
        bill = self.desk.open(task.principal, task.name)
        self.admission.admit(bill.allowance)
        return self._stream(task, bill, started)

    def _stream(
        self, task: TutorTask, bill: Bill, started: float
    ) -> Generator[TutorEvent, None, None]:
        best, *others = self.ladder.names(bill)
        reply = self._kept(task, bill, [best])
        if reply is not None:
            yield TextDelta(reply.text)
        else:
            try:
                reply = yield from self._asked(task, bill)
            except (LLMUnavailableError, BudgetExhaustedError) as refusal:
                reply = self._kept(task, bill, others) or self._of_course(task, bill, refusal)
                yield TextDelta(reply.text)
        yield self._told(reply, started)

    def _kept(self, task: TutorTask, bill: Bill, models: Sequence[str]) -> TutorReply | None:
        """Return what one of the models answered before."""
        for model in models:
            kept = self.answer_cache.find(task, model)
            if kept is not None:
                self.desk.note_cache_hit(bill, kept.call)
                return _from_cache(kept)
        return None

    def _asked(
        self, task: TutorTask, bill: Bill
    ) -> Generator[TextDelta | ReplyRestarted, None, TutorReply]:
        with closing(self.ladder.stream(write_prompt(task), bill)) as events:
            for event in events:
                if isinstance(event, Completion):
                    self.answer_cache.keep(task, event.call.model, event)
                    source = ReplySource.MODEL if bill.holds else ReplySource.COURSE
                    return _reply(event, bill, source)
                yield event
        raise LLMUnavailableError("the models ended without a completion")

    def _of_course(
        self, task: TutorTask, bill: Bill, refusal: LLMUnavailableError | BudgetExhaustedError
    ) -> TutorReply:
        try:
            completion = self.course_tutor.complete(write_prompt(task))
        except LLMUnavailableError as error:
            raise NotFoundError(str(error)) from error
        if isinstance(refusal, BudgetExhaustedError):
            if not completion.answered:
                raise refusal
            reason = f"This answer comes from the course's own material: {refusal}."
        else:
            reason = FALLBACK_REASON
        return _reply(completion, bill, self.course_tutor.source, reason)

    def _told(self, reply: TutorReply, started: float) -> TutorReply:
        self.telemetry.record(
            TutorReplied(
                source=reply.source,
                model=reply.model,
                degraded=reply.degraded,
                seconds=perf_counter() - started,
            )
        )
        return reply


def _reply(
    completion: Completion, bill: Bill, source: ReplySource, reason: str | None = None
) -> TutorReply:
    return TutorReply(
        text=completion.text,
        source=source,
        model=completion.call.model,
        usage=bill.usage,
        cost_microdollars=bill.cost_microdollars,
        references=completion.references,
        truncated=completion.truncated,
        answered=completion.answered,
        degraded=reason is not None,
        reason=reason,
    )


def _from_cache(kept: Completion) -> TutorReply:
    return TutorReply(
        text=kept.text,
        source=ReplySource.EXACT_CACHE,
        model=kept.call.model,
        references=kept.references,
        answered=kept.answered,
    )
