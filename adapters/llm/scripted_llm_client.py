"""A model that says what it was told to say."""

import time
from collections.abc import Generator, Iterable
from threading import Lock

from attrs import define, field, frozen

from parlons.application.ports.llm_client import ILLMClient, LLMUnavailableError
from parlons.domain.tutoring.completion import Completion, CompletionRequest, TextDelta
from parlons.domain.tutoring.reply import ReplySource


@frozen
class BrokenReply:
    """A reply that breaks off after `text`."""

    text: str


Line = str | Completion | BrokenReply | LLMUnavailableError
"""What the model does with one request: give a text or a whole completion, break off, or fail."""


@define
class ScriptedLLMClient(ILLMClient):
    """Plays one line per request, in order, and is unavailable once the script is over.

    Streams come word by word, `delay_seconds` before each. A text's tokens are estimated.
    `requests` holds what was asked, `closed_early` counts the streams whose reader left.
    """

    script: list[Line] = field(factory=list, converter=list)
    model: str = "scripted"
    source: ReplySource = ReplySource.MODEL
    delay_seconds: float = 0.0
    requests: list[CompletionRequest] = field(factory=list, init=False)
    closed_early: int = field(default=0, init=False)
    _lock: Lock = field(factory=Lock, init=False, repr=False)

    def complete(self, request: CompletionRequest) -> Completion:
        """Return the next line's reply."""
        return next(event for event in self.stream(request) if isinstance(event, Completion))

    def stream(self, request: CompletionRequest) -> Generator[TextDelta | Completion, None, None]:
        """Yield the next line's reply."""
        line = self._next(request)
        if isinstance(line, LLMUnavailableError):
            raise line
        text = line if isinstance(line, str) else line.text
        try:
            for word in _words(text):
                time.sleep(self.delay_seconds)
                yield TextDelta(word)
        except GeneratorExit:
            self.closed_early += 1
            raise
        call = request.estimated_call(self.model, text)
        if isinstance(line, BrokenReply):
            raise LLMUnavailableError("the script breaks the reply off here", call)
        yield line if isinstance(line, Completion) else Completion(text=text, call=call)

    def _next(self, request: CompletionRequest) -> Line:
        with self._lock:
            self.requests.append(request)
            return self.script.pop(0) if self.script else LLMUnavailableError("the script is over")


def _words(text: str) -> Iterable[str]:
    first, *others = text.split(" ")
    return [first, *(f" {word}" for word in others)]
