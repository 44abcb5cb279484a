"""The openai SDK and our client around it on a real model, which talks nonsense in good form."""

import json
import time
from collections.abc import Callable
from urllib.request import urlopen

import pytest
from tests.support.llama_server import LlamaServer
from tests.support.openai_clients import MakeOpenAI, ask

from parlons.application.ports.llm_client import ILLMClient
from parlons.domain.tutoring.completion import Completion, ReplySchema, TextDelta

LONG = "Write a very long story about a baker in Lyon. Do not stop."
CARD = ReplySchema(
    name="flash-card",
    schema={
        "type": "object",
        "properties": {
            "register": {"enum": ["formal", "informal"]},
            "level": {"type": "integer", "minimum": 1, "maximum": 6},
        },
        "required": ["register", "level"],
        "additionalProperties": False,
    },
)


@pytest.fixture
def client(llama_server: LlamaServer, make_openai: MakeOpenAI) -> ILLMClient:
    return make_openai(
        llama_server.base_url, openai_model=llama_server.model, llm_timeout_seconds=120.0
    )


def within(seconds: float, happens: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while not happens() and time.monotonic() < end:
        time.sleep(0.05)
    return happens()


def test_a_whole_reply_comes_with_what_the_server_counted(client: ILLMClient):
    reply = client.complete(ask(max_output_tokens=12))
    assert reply.text.strip()
    assert not reply.call.usage.estimated
    assert reply.call.usage.input_tokens > 10
    assert 0 < reply.call.usage.output_tokens <= 12


def test_a_stream_ends_with_its_tokens(client: ILLMClient):
    *pieces, reply = client.stream(ask(LONG, max_output_tokens=24))
    assert isinstance(reply, Completion)
    assert "".join(piece.text for piece in pieces) == reply.text
    assert not reply.call.usage.estimated
    assert reply.call.usage.output_tokens == 24
    assert reply.truncated


def test_a_reply_follows_its_schema(client: ILLMClient):
    # The grammar lets it put much white space between tokens.
    reply = client.complete(ask(max_output_tokens=500, reply_schema=CARD))
    card = json.loads(reply.text)
    assert card.keys() == {"register", "level"}
    assert card["register"] in {"formal", "informal"}
    assert card["level"] in range(1, 7)


def test_a_reader_who_leaves_ends_the_work(client: ILLMClient, llama_server: LlamaServer):
    def at_work() -> bool:
        address = llama_server.base_url.removesuffix("/v1")
        with urlopen(f"{address}/slots") as answer:
            return any(slot["is_processing"] for slot in json.load(answer))

    stream = client.stream(ask(LONG, max_output_tokens=1500))
    first = next(stream)
    assert isinstance(first, TextDelta)
    assert at_work()
    stream.close()
    assert within(10.0, lambda: not at_work())
    assert client.complete(ask(max_output_tokens=4)).text.strip()
