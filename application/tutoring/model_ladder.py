"""Stages: the money for a call, the call, and what it took; one model after the other."""

import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from typing import Final, NoReturn

from attrs import define, evolve, field

from parlons.application.ports.llm_client import ILLMClient, LLMUnavailableError
from parlons.application.ports.models import IModels
from parlons.application.ports.reply_decoder import IReplyDecoder, UndecodableReplyError
from parlons.application.ports.telemetry import ITelemetry, ModelFailed
from parlons.application.spending.bill import Bill
from parlons.application.spending.spending_desk import SpendingDesk
from parlons.application.tutoring.retries import Pauses
from parlons.domain.spending.hold import Hold
from parlons.domain.tutoring.completion import Completion, CompletionRequest, TextDelta
from parlons.domain.tutoring.reply import ReplyRestarted, ReplySource
from parlons.domain.tutoring.usage import TokenUsage

RESTARTED: Final = "The language model failed in mid-reply; the reply begins anew."

_LEFT: Final = "nobody waited for the rest"
_PATIENCE: Final = 8.0
"""Seconds that are waited for a model where there is another one to ask."""

_FIRST: Final = "the first choice"


@define
class ModelLadder:
    """Asks the best model of the plan that a budget has room for, and the next where one fails.

    Every try is a row of the ledger. What may pass is tried again on the same model, unless a part
    of the reply has been read already.
    """

    models: IModels
    desk: SpendingDesk
    decoder: IReplyDecoder
    pauses: Pauses
    telemetry: ITelemetry
    sleep: Callable[[float], None] = time.sleep

    def names(self, bill: Bill) -> tuple[str, ...]:
        """Return the models that may answer, the best first."""
        return tuple(client.model for client in self._ladder(bill))

    def complete(self, request: CompletionRequest, bill: Bill) -> Completion:
        """Return a whole reply; raises what `stream` raises."""
        with closing(self.stream(request, bill)) as events:
            return next(event for event in events if isinstance(event, Completion))

    def stream(
        self, request: CompletionRequest, bill: Bill
    ) -> Generator[TextDelta | ReplyRestarted | Completion, None, None]:
        """Yield a reply in pieces and at last as a whole; a failure in mid-stream restarts it.

        A reader that leaves is charged for what was produced, counted by estimate. Raises
        `BudgetExhaustedError`, and `LLMUnavailableError` where no model gives a usable reply.
        """
        descent = _Descent(_able(self._ladder(bill), request), self.pauses)
        while True:
            client, hold = self._next(descent, request, bill)
            pieces: list[str] = []
            try:
                yield (yield from self._forward(client, hold, request, bill, pieces))
            except LLMUnavailableError as error:
                self.telemetry.record(ModelFailed(model=client.model, reason=str(error)))
                self.sleep(descent.failed(error, begun=bool(pieces)))
                if pieces:
                    yield ReplyRestarted(RESTARTED)
            else:
                return

    def _ladder(self, bill: Bill) -> tuple[ILLMClient, ...]:
        return self.models.ladder(bill.allowance.plan.models)

    def _next(
        self, descent: "_Descent", request: CompletionRequest, bill: Bill
    ) -> tuple[ILLMClient, Hold | None]:
        """Return whom to ask now, and the money for it; None where no model is called."""
        if descent.left and descent.left[0].source is not ReplySource.MODEL:
            return descent.left[0], None
        priced = self.desk.priced([client.model for client in descent.left])
        if not priced:
            descent.end()
        hold = self.desk.reserve(bill, priced, request.worst_usage, descent.reason)
        descent.go_to(hold.model)
        return descent.left[0], hold

    def _forward(
        self,
        client: ILLMClient,
        hold: Hold | None,
        request: CompletionRequest,
        bill: Bill,
        pieces: list[str],
    ) -> Generator[TextDelta, None, Completion]:
        call = None if hold is None else _Call(self.desk, bill, self.desk.dispatch(bill, hold))
        try:
            completion = self._usable((yield from _read(client, request, pieces)), request)
        except BaseException as error:
            if call is not None:
                call.failed(error, request.estimated_call(client.model, "".join(pieces)).usage)
            raise
        if call is not None:
            call.succeeded(completion)
        return completion

    def _usable(self, completion: Completion, request: CompletionRequest) -> Completion:
        """Clean a text; what is to follow a schema is left to who asked for that."""
        if request.reply_schema is not None:
            return completion
        try:
            return evolve(completion, text=self.decoder.decode(completion.text, str))
        except UndecodableReplyError as error:
            raise LLMUnavailableError(str(error), completion.call) from error


@define
class _Call:
    """A call that goes out, until it is settled."""

    desk: SpendingDesk
    bill: Bill
    hold: Hold

    def succeeded(self, completion: Completion) -> None:
        self.desk.settle(self.bill, self.hold, completion.call.usage)

    def failed(self, error: BaseException, produced: TokenUsage) -> None:
        """Settle what failed by what it says it took, and anything else by what was produced."""
        if isinstance(error, LLMUnavailableError):
            usage, reason = error.call.usage if error.call else TokenUsage(), str(error)
        else:
            usage = produced
            reason = _LEFT if isinstance(error, GeneratorExit) else type(error).__name__
        self.desk.settle(self.bill, self.hold, usage, reason)


def _able(ladder: Sequence[ILLMClient], request: CompletionRequest) -> list[ILLMClient]:
    """Leave out who answers in prose where data is wanted: the course's own tutor."""
    if request.reply_schema is None:
        return list(ladder)
    return [client for client in ladder if client.source is ReplySource.MODEL]


def _read(
    client: ILLMClient, request: CompletionRequest, pieces: list[str]
) -> Generator[TextDelta, None, Completion]:
    with closing(client.stream(request)) as events:
        for event in events:
            if isinstance(event, Completion):
                return event
            pieces.append(event.text)
            yield event
    call = request.estimated_call(client.model, "".join(pieces))
    raise LLMUnavailableError("the stream ended without a completion", call)


@define
class _Descent:
    """The way down the ladder; `left` begins with the model to ask next."""

    left: list[ILLMClient]
    pauses: Pauses
    reason: str = _FIRST
    tries: int = 0
    last: LLMUnavailableError | None = None
    since: float = field(factory=time.monotonic)

    def go_to(self, model: str) -> None:
        """Leave out the models before this one."""
        while self.left[0].model != model:
            self._step()

    def failed(self, error: LLMUnavailableError, *, begun: bool) -> float:
        """Decide who is asked next; return the seconds to wait before that."""
        model, self.last = self.left[0].model, error
        self.tries += 1
        passed = time.monotonic() - self.since
        pause = None if begun else self.pauses.next(self.tries, error, passed)
        if pause is None or (pause > _PATIENCE and len(self.left) > 1):
            self._step()
            self.reason = f"{model} failed: {error}"
            return 0.0
        self.reason = f"tried again: {error}"
        return pause

    def end(self) -> NoReturn:
        """Raise the last failure, or say that there is nobody to ask."""
        raise self.last or LLMUnavailableError("there is no model to ask whose price is known")

    def _step(self) -> None:
        del self.left[0]
        self.tries, self.since = 0, time.monotonic()
