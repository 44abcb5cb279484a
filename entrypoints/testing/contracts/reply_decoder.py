"""What every `IReplyDecoder` promises."""

import json
import time
from collections.abc import Iterator
from typing import Any, Final

import pytest

from parlons.application.ports.reply_decoder import (
    MAX_REPLY_LENGTH,
    IReplyDecoder,
    UndecodableReplyError,
)
from parlons.domain.exercises.exercise import Answer
from parlons.domain.exercises.part_grade import DiffOperation, DiffToken
from parlons.domain.exercises.translation import TranslationAnswer
from parlons.domain.tutoring.structured.answer_opinion import AnswerOpinion
from parlons.domain.tutoring.structured.conversation_summary import ConversationSummary
from parlons.domain.tutoring.structured.exercise_suggestions import ExerciseSuggestions
from parlons.domain.tutoring.structured.mistake_explanation import MistakeExplanation

TOKEN: Final = DiffToken(DiffOperation.REPLACE, "gato {", 'pato "}"')
OBJECT: Final = json.dumps({"operation": "replace", "given": "gato {", "expected": 'pato "}"'})

REPLIES: Final = {
    "bare": OBJECT,
    "indented": json.dumps(json.loads(OBJECT), indent=2),
    "blanks around": f"\ufeff\n\n {OBJECT}\t\n",
    "fence": f"```json\n{OBJECT}\n```",
    "fence without language": f"```\n{OBJECT}\n```",
    "fence in prose": f"Here you are:\n\n```json\n{OBJECT}\n```\n\nAnything else?",
    "fence cut short": f"```json\n{OBJECT}",
    "prose": f"Sure! The token is {OBJECT}, as you wished.",
    "braces in the prose": f"The set {{1, 2}} and {{}} are none. {OBJECT} is {{one}}",
    "another object first": f'{{"thought": {{"operation": "replace"}}}}\n{OBJECT}',
    "control characters": f"\x00{OBJECT[:20]}\x07{OBJECT[20:]}\x1b",
}

HOSTILE: Final = {
    "braces": "{" * 100_000,
    "brackets": '{"given":' + "[" * 100_000,
    "nested objects": '{"given":' * 100_000,
    "digits": '{"given":' + "9" * 100_000 + "}",
    "not a number": '{"operation": "equal", "given": NaN, "expected": Infinity}',
    "half a surrogate pair": '{"operation": "equal", "given": "\\ud800", "expected": "\ud800"}',
    "fences": "```json\n" * 10_000,
    "braces in a list": "{[(" * 6_000,
    "quotes": '{"given":' + '"b" ' * 4_000,
    "digits in a list": "[" + "7" * 19_000,
    "back quotes": "{`" * 9_000,
    "comments": "{/*" * 6_000,
    "too long": OBJECT + " " * MAX_REPLY_LENGTH + ".",
}

MENDED: Final = {
    "trailing comma": OBJECT[:-1] + ",}",
    "single quotes": "{'operation': 'replace', 'given': 'gato {', 'expected': 'pato \"}\"'}",
    "closing brace missing": OBJECT[:-1],
    "comment": "{ // the token\n" + OBJECT[1:],
    "names without quotes": OBJECT.replace('"operation"', "operation"),
    "another case": OBJECT.replace('"replace"', '"Replace"').replace('"given"', '"Given"'),
    "list of one": f"[{OBJECT}]",
    "unknown field": OBJECT[:-1] + ', "sure": true}',
}

FORBIDDEN: Final = {
    "unknown option": OBJECT.replace('"replace"', '"rewrite"'),
    "field missing": '{"operation": "replace", "given": "gato",}',
    "cut within a text": OBJECT[:-3],
    "lost words": '{"operation": "replace", "given": a cat, two cats, "expected": "x"}',
    "two texts for one field": OBJECT[:-1] + ', "given": "gata",}',
    "prose": "The token is gato.",
}

TASK_TYPES: Final = (AnswerOpinion, ConversationSummary, ExerciseSuggestions, MistakeExplanation)


class ReplyDecoderContract:
    """A reply is read wherever it can be, and is never trusted."""

    @pytest.fixture
    def decoder(self) -> IReplyDecoder:
        """A decoder."""
        raise NotImplementedError

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Bonsoir !", "Bonsoir !"),
            ("\r\n  Bonsoir \t\n", "Bonsoir"),
            ("\x00Bon\x07soir\x1b[0m\x7f", "Bonsoir[0m"),
            ("Bon\ud83dsoir", "Bonsoir"),
            ("1.\tun\n\n2.\tdeux", "1.\tun\n\n2.\tdeux"),
            ("מה שלומך? 👩‍🎓", "מה שלומך? 👩‍🎓"),
            ('{"text": "Bonsoir"}', '{"text": "Bonsoir"}'),
        ],
    )
    def test_a_text_loses_what_nobody_can_read(
        self, decoder: IReplyDecoder, text: str, expected: str
    ) -> None:
        assert decoder.decode(text, str) == expected

    @pytest.mark.parametrize("text", ["", " \n\t", "\x00\x1f", "\ud800", "\u200b\u00a0\ufeff"])
    def test_a_text_that_shows_nothing_is_undecodable(
        self, decoder: IReplyDecoder, text: str
    ) -> None:
        with pytest.raises(UndecodableReplyError) as refusal:
            decoder.decode(text, str)
        assert refusal.value.faults

    @pytest.mark.parametrize("reply", REPLIES.values(), ids=REPLIES)
    def test_an_object_is_found_wherever_it_stands(
        self, decoder: IReplyDecoder, reply: str
    ) -> None:
        assert decoder.decode(reply, DiffToken) == TOKEN

    def test_a_union_is_read_by_its_type(self, decoder: IReplyDecoder) -> None:
        union: Any = Answer
        reply = 'Here: {"type": "translation", "text": "Bonsoir"}'
        assert decoder.decode(reply, union) == TranslationAnswer("Bonsoir")

    def test_a_line_break_in_a_text_is_forgiven(self, decoder: IReplyDecoder) -> None:
        reply = '{"type": "translation", "text": "Bonsoir,\nmadame"}'
        assert decoder.decode(reply, TranslationAnswer).text == "Bonsoir,\nmadame"

    def test_everything_that_does_not_fit_is_told(self, decoder: IReplyDecoder) -> None:
        reply = '{"operation": "rewrite", "given": 7}'
        with pytest.raises(UndecodableReplyError) as refusal:
            decoder.decode(reply, DiffToken)
        for place in ("/operation", "/given", "/expected"):
            assert any(place in fault for fault in refusal.value.faults)

    @pytest.mark.parametrize(
        "reply", ["", "Bonsoir", "[1, 2]", '"text"', "null", "{", "{}}", OBJECT[:-1]]
    )
    def test_a_reply_without_the_object_is_undecodable(
        self, decoder: IReplyDecoder, reply: str
    ) -> None:
        with pytest.raises(UndecodableReplyError) as refusal:
            decoder.decode(reply, DiffToken)
        assert refusal.value.faults

    @pytest.mark.parametrize("reply", HOSTILE.values(), ids=HOSTILE)
    def test_rubbish_is_refused_quickly(self, decoder: IReplyDecoder, reply: str) -> None:
        started = time.perf_counter()
        with pytest.raises(UndecodableReplyError):
            decoder.decode(reply, DiffToken)
        assert time.perf_counter() - started < 2

    @pytest.mark.parametrize("method", ["repair", "salvage"])
    @pytest.mark.parametrize("reply", [HOSTILE[name] for name in HOSTILE if name != "too long"])
    def test_rubbish_is_neither_mended_nor_salvaged(
        self, decoder: IReplyDecoder, method: str, reply: str
    ) -> None:
        started = time.perf_counter()
        with pytest.raises(UndecodableReplyError):
            getattr(decoder, method)(reply, AnswerOpinion)
        assert time.perf_counter() - started < 2

    @pytest.mark.parametrize("reply", MENDED.values(), ids=MENDED)
    def test_a_wrong_form_is_mended_but_not_by_decoding(
        self, decoder: IReplyDecoder, reply: str
    ) -> None:
        assert decoder.repair(reply, DiffToken) == TOKEN

    @pytest.mark.parametrize("reply", FORBIDDEN.values(), ids=FORBIDDEN)
    def test_what_a_class_forbids_or_what_would_be_lost_is_not_mended(
        self, decoder: IReplyDecoder, reply: str
    ) -> None:
        with pytest.raises(UndecodableReplyError) as refusal:
            decoder.repair(reply, DiffToken)
        assert refusal.value.faults

    def test_numbers_and_truth_are_read_from_texts_but_never_moved_into_bounds(
        self, decoder: IReplyDecoder
    ) -> None:
        reply = '{"accepted": "TRUE", "comment": "Right.", "confidence": "0.5"}'
        expected = AnswerOpinion(accepted=True, comment="Right.", confidence=0.5)
        assert decoder.repair(reply, AnswerOpinion) == expected
        for wrong in ('"1.5"', "NaN", '"NaN"', '"50%"', '"Infinity"', "null", "[0.5, 0.6]"):
            with pytest.raises(UndecodableReplyError):
                decoder.repair(reply.replace('"0.5"', wrong), AnswerOpinion)

    def test_what_is_valid_is_kept_and_what_is_not_is_named(self, decoder: IReplyDecoder) -> None:
        reply = '{"summary": "Articles.", "topics": ["le", 7.5, "la", "le", ""]}'
        salvaged = decoder.salvage(reply, ConversationSummary)
        assert salvaged.value == ConversationSummary(summary="Articles.", topics=("le", "la"))
        assert salvaged.dropped == ("/topics/1", "/topics/3", "/topics/4")

    def test_a_reply_cut_short_keeps_its_whole_items(self, decoder: IReplyDecoder) -> None:
        reply = 'So: {"summary": "Articles.", "topics": ["le", "la", "l'
        salvaged = decoder.salvage(reply, ConversationSummary)
        assert salvaged.value.topics == ("le", "la")

    def test_nothing_is_salvaged_without_what_a_class_requires(
        self, decoder: IReplyDecoder
    ) -> None:
        for reply in ('{"topics": ["le"]}', '{"summary": "", "topics": []}', "Articles.", "{"):
            with pytest.raises(UndecodableReplyError):
                decoder.salvage(reply, ConversationSummary)

    @pytest.mark.parametrize("type_", TASK_TYPES)
    def test_a_schema_tells_providers_the_whole_shape(
        self, decoder: IReplyDecoder, type_: type[object]
    ) -> None:
        sent = decoder.schema(type_)
        assert sent.name
        assert sent.schema["type"] == "object"
        for each in _schemas(sent.schema):
            assert "oneOf" not in each
            assert "default" not in each
            if each.get("type") == "object":
                assert each["additionalProperties"] is False
                assert each["required"] == list(each["properties"])
            if reference := each.get("$ref"):
                assert reference.removeprefix("#/$defs/") in sent.schema["$defs"]


def _schemas(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield every schema within a schema; no field here is called as a keyword is."""
    if isinstance(schema, list):
        for each in schema:
            yield from _schemas(each)
    elif isinstance(schema, dict):
        yield schema
        for each in schema.values():
            yield from _schemas(each)
