"""Stages: the model's call, the decoding of its reply, and the course's tutor in its stead."""

from collections.abc import Generator
from contextlib import closing
from typing import Final

from attrs import define, evolve, frozen

from parlons.application.ports.llm_client import ILLMClient, LLMUnavailableError
from parlons.application.ports.reply_decoder import IReplyDecoder, UndecodableReplyError
from parlons.application.ports.telemetry import ITelemetry, ModelFailed
from parlons.application.tutoring.settlement import Settlement
from parlons.domain.errors import NotFoundError
from parlons.domain.tutoring.completion import Completion, CompletionRequest, TextDelta
from parlons.domain.tutoring.reply import ReplyRestarted, ReplySource
from parlons.domain.tutoring.usage import ModelCall

FALLBACK_REASON: Final = (
    "The tutor's language model gave no usable answer just now, so this answer comes from the"
    " course's own material. Ask again later for a fuller one."
)


@frozen(kw_only=True)
class Outcome:
    """A usable completion and who gave it; `reason` is set when the course had to step in."""

    completion: Completion
    source: ReplySource
    reason: str | None = None


@define
class TutorModel:
    """Asks `primary`; when it gives nothing usable, `fallback` answers and the outcome says so.

    The fallback is the course's own tutor, which fails only where the course is gone. Every call
    that reached a model is charged to the settlement, also one whose reply is useless.
    """

    primary: ILLMClient
    fallback: ILLMClient
    decoder: IReplyDecoder
    telemetry: ITelemetry

    @property
    def name(self) -> str:
        """The model that is meant to answer."""
        return self.primary.model

    def complete(self, request: CompletionRequest, settlement: Settlement) -> Outcome:
        """Return a whole reply; raises `NotFoundError` when the course is gone meanwhile."""
        try:
            return self._outcome(self.primary.complete(request), settlement)
        except (LLMUnavailableError, UndecodableReplyError) as error:
            self._note(error, settlement)
            return self._fall_back(request)

    def stream(
        self, request: CompletionRequest, settlement: Settlement
    ) -> Generator[TextDelta | ReplyRestarted | Outcome, None, None]:
        """Yield pieces and at last the outcome; a failure in mid-stream restarts the reply.

        A reader that leaves is charged for what was produced, counted by estimate. Raises
        `NotFoundError` when the course is gone meanwhile.
        """
        pieces: list[str] = []
        try:
            completion = yield from self._forward(request, pieces)
            outcome = self._outcome(completion, settlement)
        except GeneratorExit:
            self._charge(request.estimated_call(self.name, "".join(pieces)), settlement)
            raise
        except (LLMUnavailableError, UndecodableReplyError) as error:
            self._note(error, settlement)
            outcome = self._fall_back(request)
            if pieces:
                yield ReplyRestarted(FALLBACK_REASON)
            yield TextDelta(outcome.completion.text)
        yield outcome

    def _forward(
        self, request: CompletionRequest, pieces: list[str]
    ) -> Generator[TextDelta, None, Completion]:
        with closing(self.primary.stream(request)) as events:
            for event in events:
                if isinstance(event, Completion):
                    return event
                pieces.append(event.text)
                yield event
        raise LLMUnavailableError("the stream ended without a completion")

    def _outcome(self, completion: Completion, settlement: Settlement) -> Outcome:
        self._charge(completion.call, settlement)
        decoded = evolve(completion, text=self.decoder.decode(completion.text, str))
        return Outcome(completion=decoded, source=self.primary.source)

    def _charge(self, call: ModelCall, settlement: Settlement) -> None:
        if self.primary.source is ReplySource.MODEL:
            settlement.charge(call)

    def _fall_back(self, request: CompletionRequest) -> Outcome:
        try:
            completion = self.fallback.complete(request)
        except LLMUnavailableError as error:
            raise NotFoundError(str(error)) from error
        source = self.fallback.source
        return Outcome(completion=completion, source=source, reason=FALLBACK_REASON)

    def _note(
        self, error: LLMUnavailableError | UndecodableReplyError, settlement: Settlement
    ) -> None:
        self.telemetry.record(ModelFailed(model=self.primary.model, reason=str(error)))
        if isinstance(error, LLMUnavailableError) and error.call is not None:
            self._charge(error.call, settlement)
