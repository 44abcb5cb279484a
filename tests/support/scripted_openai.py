"""A scripted OpenAI-compatible server for tests that want a certain answer or a certain failure."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any

import pytest
from attrs import Factory, define, field
from tests.support.openai_script import (
    UNKNOWN_FORMAT,
    UNKNOWN_MODEL,
    ChatRequest,
    Exchange,
    Refusal,
    Step,
)


@define
class ScriptedOpenAI:
    """Plays one step per chat request, and a 500 for each request beyond the script.

    A model with a script of its own plays that, any other the common one; where `models` are named,
    others are unknown. `requests` holds what was asked, in order; `abandoned` counts the replies
    whose client left. Without `takes_schemas` it knows no response format, as older servers do.
    """

    base_url: str = ""
    requests: list[ChatRequest] = Factory(list)
    abandoned: int = 0
    models: frozenset[str] = frozenset()
    takes_schemas: bool = True
    _scripts: dict[str | None, list[Step]] = field(factory=dict, init=False)
    _lock: Lock = field(factory=Lock, init=False, repr=False)

    def plays(self, *steps: Step, model: str | None = None) -> None:
        """Append to a model's script, or to the common one."""
        self._scripts.setdefault(model, []).extend(steps)

    def asked(self, model: str) -> int:
        """How many requests a model got."""
        return sum(request.model == model for request in self.requests)

    def answer(self, exchange: Exchange) -> None:
        with self._lock:
            self.requests.append(exchange.request)
            step = self._step(exchange.request)
        try:
            step.play(exchange)
        except OSError:
            with self._lock:
                self.abandoned += 1

    def _step(self, request: ChatRequest) -> Step:
        if self.models and request.model not in self.models:
            return UNKNOWN_MODEL
        if request.wants_schema and not self.takes_schemas:
            return UNKNOWN_FORMAT
        script = self._scripts.get(request.model) or self._scripts.get(None)
        return script.pop(0) if script else Refusal(500, "the script is over")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else a reply in several writes waits 40 ms for an ACK

    def __init__(self, scripted: ScriptedOpenAI, stopping: Event, *args: Any) -> None:
        self._scripted = scripted
        self._stopping = stopping
        super().__init__(*args)

    def do_POST(self) -> None:
        self.close_connection = True  # so that a stopped server is down for pooled clients too
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != "/v1/chat/completions":
            self.send_error(404)
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = ChatRequest(headers, body)
        self._scripted.answer(Exchange(request, self.connection, self._stopping))

    def log_message(self, _format: str, *args: object) -> None:
        """Keep test output quiet."""


@contextmanager
def running_scripted_openai() -> Iterator[ScriptedOpenAI]:
    """A server on a free loopback port until the block ends; later its port refuses."""
    scripted, stopping = ScriptedOpenAI(), Event()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, scripted, stopping)) as server:
        scripted.base_url = f"http://127.0.0.1:{server.server_port}/v1"
        thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield scripted
        finally:
            stopping.set()
            server.shutdown()
            thread.join()


@pytest.fixture
def scripted_openai() -> Iterator[ScriptedOpenAI]:
    with running_scripted_openai() as server:
        yield server
