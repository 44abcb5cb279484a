"""Leads a question through the stages."""

from collections.abc import Generator
from contextlib import closing
from time import perf_counter

from attrs import define

from parlons.application.ports.telemetry import ITelemetry, TutorReplied
from parlons.application.tutoring.answer_cache import AnswerCache
from parlons.application.tutoring.prompt import write_prompt
from parlons.application.tutoring.settlement import Settlement, SpendingBook
from parlons.application.tutoring.tutor_model import Outcome, TutorModel
from parlons.application.tutoring.tutor_task import TutorTask
from parlons.domain.tutoring.completion import Completion, TextDelta
from parlons.domain.tutoring.reply import ReplySource, TutorEvent, TutorReply


@define
class AIOrchestrator:
    """Answer cache, prompt, model, decoding, settlement, record: each stage is its own object.

    Every reply says how it was made. An answer is kept only when the model meant to give it did.
    """

    answer_cache: AnswerCache
    model: TutorModel
    spending: SpendingBook
    telemetry: ITelemetry

    def answer(self, task: TutorTask) -> TutorReply:
        """Return the reply as a whole."""
        started = perf_counter()
        kept = self.answer_cache.find(task, self.model.name)
        if kept is not None:
            return self._told(_from_cache(kept), started)
        settlement = self.spending.open(task)
        outcome = self.model.complete(write_prompt(task), settlement)
        return self._told(self._conclude(task, outcome, settlement), started)

    def stream(self, task: TutorTask) -> Generator[TutorEvent, None, None]:
        """Yield the reply in pieces and, as the last event, as a whole."""
        started = perf_counter()
        kept = self.answer_cache.find(task, self.model.name)
        if kept is not None:
            yield TextDelta(kept.text)
            yield self._told(_from_cache(kept), started)
            return
        settlement = self.spending.open(task)
        with closing(self.model.stream(write_prompt(task), settlement)) as events:
            for event in events:
                if isinstance(event, Outcome):
                    yield self._told(self._conclude(task, event, settlement), started)
                else:
                    yield event

    def _conclude(self, task: TutorTask, outcome: Outcome, settlement: Settlement) -> TutorReply:
        completion = outcome.completion
        if outcome.reason is None:
            self.answer_cache.keep(task, self.model.name, completion)
        return TutorReply(
            text=completion.text,
            source=outcome.source,
            model=completion.call.model,
            usage=settlement.usage,
            cost_microdollars=settlement.cost_microdollars,
            references=completion.references,
            truncated=completion.truncated,
            answered=completion.answered,
            degraded=outcome.reason is not None,
            reason=outcome.reason,
        )

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


def _from_cache(kept: Completion) -> TutorReply:
    return TutorReply(
        text=kept.text,
        source=ReplySource.EXACT_CACHE,
        model=kept.call.model,
        references=kept.references,
        answered=kept.answered,
    )
