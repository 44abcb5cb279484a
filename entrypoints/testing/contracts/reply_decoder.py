"""What every `IReplyDecoder` promises."""

import json
import time
from typing import Any, Final

import pytest

from parlons.application.ports.reply_decoder import IReplyDecoder, UndecodableReplyError
from parlons.domain.exercises.exercise import Answer
from parlons.domain.exercises.part_grade import DiffOperation, DiffToken
from parlons.domain.exercises.translation import TranslationAnswer

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
}


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
