import sys
import time

import pytest
from attrs import field, frozen

from parlons.domain import fields

BLANKS = [char for char in map(chr, range(sys.maxunicode + 1)) if char.isspace()]


@frozen
class Form:
    said: str = field(validator=fields.text(20_000))
    blank: str = field(default="", validator=fields.text(10, min_length=0))


@pytest.mark.parametrize("text", ["a", " a ", "\n\ta", "¿Qué?", ".", "e\u0301", "🔑", "a\r\nb"])
def test_text_is_kept_as_it_was_given(text: str):
    assert Form(text).said == text


@pytest.mark.parametrize("text", ["", *BLANKS, "".join(BLANKS), " \n\t "])
def test_text_of_blanks_alone_is_refused(text: str):
    with pytest.raises(ValueError, match="said"):
        Form(text)


def test_text_that_may_be_empty_may_be_blank():
    assert Form("a", "").blank == ""
    assert Form("a", " \n").blank == " \n"


@pytest.mark.parametrize("text", ["a\0", "\x1ba", " \x0b a", "a\x7f", "\x1c", "\ud800", "a\udfff"])
@pytest.mark.parametrize("name", ["said", "blank"])
def test_what_cannot_be_stored_or_shown_is_refused(name: str, text: str):
    with pytest.raises(ValueError, match=name):
        Form(**{"said": "a", name: text})


def test_a_refusal_does_not_repeat_the_text():
    with pytest.raises(ValueError, match="said") as refused:
        Form("secret\0")
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("text", [" " * 20_000 + "\0", "a" * 19_999 + "\0", " a" * 9_999 + "\0"])
def test_a_long_text_is_judged_in_linear_time(text: str):
    started = time.perf_counter()
    with pytest.raises(ValueError, match="said"):
        Form(text)
    assert time.perf_counter() - started < 0.1  # seconds; quadratic took ten times as long
