"""A model that says its next word when the test lets it."""

from collections.abc import Generator
from threading import Event, Semaphore

from attrs import Factory, define, field

from parlons.application.ports.llm_client import ILLMClient
from parlons.domain.tutoring.completion import Completion, CompletionRequest, TextDelta
from parlons.domain.tutoring.reply import ReplySource

PATIENCE_SECONDS = 10.0


@define
class WaitingModel(ILLMClient):
    """Says the same words whenever it is asked; `asked` counts how often that was."""

    words: tuple[str, ...] = ("Good", " evening", ", my", " friend.")
    model: str = "scripted"
    source: ReplySource = ReplySource.MODEL
    asked: int = field(default=0, init=False)
    closed: Event = Factory(Event)
    _may_go_on: Semaphore = Factory(lambda: Semaphore(0))

    @property
    def text(self) -> str:
        return "".join(self.words)

    def may_say(self, words: int) -> None:
        """Let it go on by so many words; one more than there are ends the reply."""
        self._may_go_on.release(words)

    def complete(self, request: CompletionRequest) -> Completion:
        return next(event for event in self.stream(request) if isinstance(event, Completion))

    def stream(self, request: CompletionRequest) -> Generator[TextDelta | Completion, None, None]:
        self.asked += 1
        try:
            for word in self.words:
                self._wait()
                yield TextDelta(word)
            self._wait()
            yield Completion(text=self.text, call=request.estimated_call(self.model, self.text))
        finally:
            self.closed.set()

    def _wait(self) -> None:
        assert self._may_go_on.acquire(timeout=PATIENCE_SECONDS)
