"""How schemas are put to servers that know them, and to those that do not."""

import pytest
from tests.support.openai_clients import MakeOpenAI, ask
from tests.support.openai_script import Answer, Refusal
from tests.support.scripted_openai import ScriptedOpenAI

from parlons.adapters.llm.chat_completions.reply_format import fits_strict_mode, response_format
from parlons.application.ports.llm_client import LLMUnavailableError
from parlons.domain.tutoring.completion import ReplySchema

WORD = {
    "type": "object",
    "properties": {"word": {"type": "string", "description": "in French"}},
    "required": ["word"],
    "additionalProperties": False,
}
SCHEMA = ReplySchema(name="word", schema=WORD)


def test_the_schema_is_sent_with_its_name(scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI):
    scripted_openai.plays(Answer('{"word": "bonsoir"}'))
    make_openai(scripted_openai.base_url).complete(ask(reply_schema=SCHEMA))
    (request,) = scripted_openai.requests
    assert request.body["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "word", "schema": WORD, "strict": True},
    }


def test_a_name_is_no_longer_than_servers_take():
    name = "a" * 80
    format_ = response_format(ReplySchema(name=name, schema=WORD))
    assert format_["json_schema"]["name"] == "a" * 64


@pytest.mark.parametrize("status", [400, 422])
def test_a_server_that_knows_no_schemas_is_asked_once_more_without(
    scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI, status: int
):
    scripted_openai.plays(Refusal(status), Answer("1"), Answer("2"))
    client = make_openai(scripted_openai.base_url)
    assert [client.complete(ask(reply_schema=SCHEMA)).text for _ in range(2)] == ["1", "2"]
    sent = [request.wants_schema for request in scripted_openai.requests]
    assert sent == [True, False, False]


def test_a_request_that_is_bad_either_way_says_nothing_of_schemas(
    scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI
):
    scripted_openai.plays(Refusal(400), Refusal(400), Answer("Oui."))
    client = make_openai(scripted_openai.base_url)
    with pytest.raises(LLMUnavailableError, match="status 400"):
        client.complete(ask(reply_schema=SCHEMA))
    client.complete(ask(reply_schema=SCHEMA))
    assert [request.wants_schema for request in scripted_openai.requests] == [True, False, True]


def test_a_server_that_is_broken_is_not_asked_twice(
    scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI
):
    scripted_openai.plays(Refusal(500))
    with pytest.raises(LLMUnavailableError, match="status 500"):
        make_openai(scripted_openai.base_url).complete(ask(reply_schema=SCHEMA))
    assert len(scripted_openai.requests) == 1


STRICT: dict[str, dict[str, object]] = {
    "flat": WORD,
    "nothing in it": {"type": "object", "properties": {}, "additionalProperties": False},
    "lists": WORD | {"properties": {"word": {"type": "array", "items": WORD}}},
    "choices": WORD | {"properties": {"word": {"anyOf": [WORD, {"type": "null"}]}}},
    "definitions": WORD | {"properties": {"word": {"$ref": "#/$defs/w"}}, "$defs": {"w": WORD}},
    "a property named like a keyword": WORD
    | {"properties": {"minLength": {"type": "integer"}}, "required": ["minLength"]},
}
OPEN = WORD | {"additionalProperties": True}
LOOSE: dict[str, dict[str, object]] = {
    "empty": {},
    "a list": {"type": "array", "items": WORD},
    "open": OPEN,
    "not said to be closed": {key: WORD[key] for key in WORD if key != "additionalProperties"},
    "an optional property": WORD | {"required": []},
    "a map": {"type": "object", "additionalProperties": False, "patternProperties": {}},
    "an unknown keyword": WORD | {"properties": {"word": {"type": "string", "minLength": 1}}},
    "oneOf": WORD | {"properties": {"word": {"oneOf": [WORD]}}},
    "open in a list": WORD | {"properties": {"word": {"type": "array", "items": OPEN}}},
    "open in a choice": WORD | {"properties": {"word": {"anyOf": [OPEN]}}},
    "open in a definition": WORD | {"$defs": {"w": OPEN}},
    "anything goes": WORD | {"properties": {"word": True}},
}


@pytest.mark.parametrize("schema", STRICT.values(), ids=STRICT)
def test_what_strict_mode_takes(schema: dict[str, object]):
    assert fits_strict_mode(schema)


@pytest.mark.parametrize("schema", LOOSE.values(), ids=LOOSE)
def test_what_strict_mode_does_not_take(schema: dict[str, object]):
    assert not fits_strict_mode(schema)
    format_ = response_format(ReplySchema(name="loose", schema=schema))
    assert format_["json_schema"]["strict"] is False
