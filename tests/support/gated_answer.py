"""A model's reply that stops half-way until the test lets it go on."""

from threading import Event

from attrs import Factory, frozen
from tests.support.openai_script import Exchange
from tests.support.openai_wire import EVENT_STREAM, chunk, delta, json_body, sse

_PATIENCE_SECONDS = 60.0


@frozen
class GatedAnswer:
    """Sends `first`, waits for the `gate`, and sends the `rest` and the tokens it took."""

    first: str = "Bonsoir is"
    rest: tuple[str, ...] = (" what", " you", " say", " in", " the", " evening.")
    gate: Event = Factory(Event)
    prompt_tokens: int = 31
    completion_tokens: int = 13

    @property
    def text(self) -> str:
        return self.first + "".join(self.rest)

    def play(self, exchange: Exchange) -> None:
        exchange.send(EVENT_STREAM + chunk(delta({"role": "assistant", "content": self.first})))
        self.gate.wait(_PATIENCE_SECONDS)
        for piece in self.rest:
            exchange.send(chunk(delta({"content": piece})))
        exchange.send(chunk(delta({}, "stop")))
        total = self.prompt_tokens + self.completion_tokens
        usage = {
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": self.completion_tokens,
            "total_tokens": total,
        }
        exchange.send(chunk(sse(json_body("chat.completion.chunk", [], usage=usage))))
        exchange.send(chunk(b"data: [DONE]\n\n") + chunk(b""))
