"""From a model's reply to data, whatever the reply looks like."""

from collections.abc import Callable
from typing import Final, Generic, TypeAlias, TypeVar

from attrs import define, evolve, field

from parlons.application.ports.llm_client import LLMUnavailableError
from parlons.application.ports.reply_decoder import (
    MAX_REPLY_LENGTH,
    IReplyDecoder,
    Salvaged,
    UndecodableReplyError,
)
from parlons.application.tutoring.structured.asking_again import asked_again
from parlons.application.tutoring.structured.prose import is_prose, is_refusal
from parlons.application.tutoring.structured.structured_task import StructuredTask
from parlons.domain.spending.refusal import LimitReachedError
from parlons.domain.tutoring.completion import Completion, CompletionRequest
from parlons.domain.tutoring.structured.structured_reply import ReplyStep, StructuredReply

_T = TypeVar("_T")

Ask: TypeAlias = Callable[[CompletionRequest], Completion]
"""Asks a model and charges for it."""

INCOMPLETE: Final = (
    "The tutor's reply was incomplete or partly wrong, so only its sound part is shown."
)
UNORDERED: Final = "The tutor replied in plain text, without the form that was asked for."
UNUSABLE: Final = (
    "The tutor's reply could not be used, so this comes from the course's own material."
)


@define
class ReplyLadder:
    """Strict reading, local repair, asking once more, the valid parts, plain text, the fallback.

    Each step is tried only where the one before failed; at most two calls are made.
    """

    decoder: IReplyDecoder

    def climb(self, task: StructuredTask[_T], ask: Ask) -> StructuredReply[_T]:
        """Return the task's result; raises only what the first call of `ask` raises."""
        request = evolve(task.request(), reply_schema=self.decoder.schema(task.TYPE))
        return _Climb(self.decoder, task, ask).run(request)


@define
class _Climb(Generic[_T]):
    decoder: IReplyDecoder
    task: StructuredTask[_T]
    ask: Ask
    replies: list[Completion] = field(factory=list)
    faults: tuple[str, ...] = ()

    def run(self, request: CompletionRequest) -> StructuredReply[_T]:
        first = self._asked(request)
        reply = self._read(first)
        if reply is None and not is_refusal(first.text):
            again = asked_again(request, first, self.faults)
            reply = None if again is None else self._second(again)
        return reply or self._salvaged() or self._plain() or self._fallback()

    def _asked(self, request: CompletionRequest) -> Completion:
        completion = self.ask(request)
        self.replies.append(completion)
        return completion

    def _second(self, request: CompletionRequest) -> StructuredReply[_T] | None:
        try:
            reply = self._read(self._asked(request))
        except (LLMUnavailableError, LimitReachedError):
            return None
        return None if reply is None else evolve(reply, step=ReplyStep.ASKED_AGAIN)

    def _read(self, completion: Completion) -> StructuredReply[_T] | None:
        """Read a reply as it stands, else mended; what was cut short is not mended."""
        ways = [(ReplyStep.STRICT, self.decoder.decode), (ReplyStep.REPAIRED, self.decoder.repair)]
        for step, read in ways[:1] if completion.truncated else ways:
            try:
                checked = self.task.checked(read(completion.text, self.task.TYPE))
            except UndecodableReplyError as refusal:
                self.faults = refusal.faults
                continue
            if not checked.dropped:
                return StructuredReply(value=checked.value, step=step, calls=len(self.replies))
            self.faults = tuple(f"{each}: does not fit the course" for each in checked.dropped)
        return None

    def _salvaged(self) -> StructuredReply[_T] | None:
        for completion in reversed(self.replies):
            try:
                salvaged = self._sound_part(completion)
            except UndecodableReplyError:
                continue
            return self._degraded(
                ReplyStep.SALVAGED, INCOMPLETE, value=salvaged.value, dropped=salvaged.dropped
            )
        return None

    def _sound_part(self, completion: Completion) -> Salvaged[_T]:
        salvaged = self.decoder.salvage(completion.text, self.task.TYPE)
        checked = self.task.checked(salvaged.value)
        return Salvaged(checked.value, salvaged.dropped + checked.dropped)

    def _plain(self) -> StructuredReply[_T] | None:
        for completion in reversed(self.replies) if self.task.PROSE_SERVES else ():
            try:
                text = self.decoder.decode(completion.text[:MAX_REPLY_LENGTH], str)
            except UndecodableReplyError:
                continue
            if is_prose(text):
                return self._degraded(ReplyStep.PLAIN_TEXT, UNORDERED, text=text)
        return None

    def _fallback(self) -> StructuredReply[_T]:
        return self._degraded(ReplyStep.FALLBACK, UNUSABLE, value=self.task.fallback())

    def _degraded(
        self,
        step: ReplyStep,
        reason: str,
        *,
        value: _T | None = None,
        text: str | None = None,
        dropped: tuple[str, ...] = (),
    ) -> StructuredReply[_T]:
        return StructuredReply(
            value=value,
            text=text,
            step=step,
            degraded=True,
            reason=reason,
            dropped=dropped,
            calls=len(self.replies),
        )
