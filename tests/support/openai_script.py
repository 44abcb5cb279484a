"""The steps of a scripted OpenAI-compatible server: what it does with one chat request."""

import json
from socket import SHUT_RDWR, socket
from threading import Event
from typing import Any, Literal, Protocol

from attrs import field, frozen
from tests.support.openai_wire import EVENT_STREAM, chunk, delta, deltas, json_body, response, sse


@frozen
class ChatRequest:
    """What the client sent; header names in lower case."""

    headers: dict[str, str] = field(repr=False)
    body: dict[str, Any]

    @property
    def streams(self) -> bool:
        return bool(self.body.get("stream"))

    @property
    def model(self) -> str:
        return str(self.body.get("model"))

    @property
    def wants_schema(self) -> bool:
        return "response_format" in self.body

    @property
    def wants_usage(self) -> bool:
        """A stream ends with a usage chunk only when the request asked for one."""
        options = self.body.get("stream_options") or {}
        return not self.streams or bool(options.get("include_usage"))


@frozen
class Exchange:
    """One request, and the connection to answer it on."""

    request: ChatRequest
    _connection: socket
    _stopping: Event

    def send(self, data: bytes) -> None:
        """Each call is one write; OSError once the client has gone."""
        self._connection.sendall(data)

    def wait(self, seconds: float) -> None:
        """Sleep, but no longer than the server lives."""
        self._stopping.wait(seconds)

    def disconnect(self) -> None:
        self._connection.shutdown(SHUT_RDWR)


class Step(Protocol):
    def play(self, exchange: Exchange) -> None: ...


@frozen
class Answer:
    """A whole reply, streamed word by word when the request asks for that."""

    text: str | None
    prompt_tokens: int = 20
    completion_tokens: int = 8
    finish_reason: str = "stop"
    counts_usage: bool = True
    pause: float = 0.0  # seconds before each piece of a stream

    def play(self, exchange: Exchange) -> None:
        usage = self._usage() if self.counts_usage and exchange.request.wants_usage else None
        if not exchange.request.streams:
            message = {"role": "assistant", "content": self.text}
            choice = {"index": 0, "message": message, "finish_reason": self.finish_reason}
            exchange.send(response(json_body("chat.completion", [choice], usage=usage)))
            return
        exchange.send(EVENT_STREAM)
        for event in deltas(self.text or ""):
            exchange.wait(self.pause)
            exchange.send(chunk(event))
        exchange.send(chunk(delta({}, self.finish_reason)))
        if usage is not None:
            exchange.send(chunk(sse(json_body("chat.completion.chunk", [], usage=usage))))
        exchange.send(chunk(b"data: [DONE]\n\n") + chunk(b""))

    def _usage(self) -> dict[str, int]:
        total = self.prompt_tokens + self.completion_tokens
        return {
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": self.completion_tokens,
            "total_tokens": total,
        }


@frozen
class Refusal:
    """An HTTP error with OpenAI's error body; `retry_after` in seconds."""

    status: int
    message: str = "scripted error"
    retry_after: float | None = None
    code: str | None = None

    def play(self, exchange: Exchange) -> None:
        headers = {} if self.retry_after is None else {"Retry-After": f"{self.retry_after:g}"}
        error = {"message": self.message, "type": "scripted", "code": self.code}
        body = json.dumps({"error": error}).encode()
        exchange.send(response(body, self.status, headers))


UNKNOWN_MODEL = Refusal(404, "The model does not exist", code="model_not_found")
UNKNOWN_FORMAT = Refusal(400, "Unrecognized request argument supplied: response_format")


@frozen
class Declined:
    """What a model sends that will not answer: its `refusal` in place of content."""

    words: str = "I'm sorry, I can't help with that."

    def play(self, exchange: Exchange) -> None:
        exchange.send(EVENT_STREAM + chunk(delta({"role": "assistant", "content": None})))
        exchange.send(chunk(delta({"refusal": self.words})) + chunk(delta({}, "stop")))
        exchange.send(chunk(b"data: [DONE]\n\n") + chunk(b""))


@frozen
class Hang:
    """Nothing, for so many seconds; then the connection closes."""

    seconds: float

    def play(self, exchange: Exchange) -> None:
        exchange.wait(self.seconds)
        exchange.disconnect()


@frozen
class Rubbish:
    """These bytes as the whole body, whatever was asked."""

    body: bytes
    content_type: str = "application/json"
    status: int = 200

    def play(self, exchange: Exchange) -> None:
        headers = {"Content-Type": self.content_type}
        exchange.send(response(self.body, self.status, headers))


@frozen
class BrokenStream:
    """A stream that goes wrong after `text` and so many seconds of `silence`.

    `stop` ends it in good HTTP order but without finish reason and [DONE]; `disconnect` closes
    the connection in the middle; `error` sends an error event.
    """

    text: str
    ending: Literal["stop", "disconnect", "error"]
    silence: float = 0.0

    def play(self, exchange: Exchange) -> None:
        exchange.send(EVENT_STREAM)
        for event in deltas(self.text):
            exchange.send(chunk(event))
        exchange.wait(self.silence)
        match self.ending:
            case "stop":
                exchange.send(chunk(b""))
            case "error":
                error = {"error": {"message": "scripted error", "code": 500}}
                exchange.send(chunk(sse(json.dumps(error).encode())) + chunk(b""))
            case "disconnect":
                exchange.disconnect()
