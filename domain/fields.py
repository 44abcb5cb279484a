"""Validators and marks shared by the fields of domain classes.

Schemas are generated from these validators, so a rule written here is also the rule a client reads.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterable
from typing import Any, Final
from zoneinfo import ZoneInfo

from attrs import Attribute, frozen
from attrs.validators import and_, ge, le, max_len, min_len

SECRET: Final = {"secret": True}
"""Metadata of a field that never leaves over HTTP: answer keys, password hashes."""


@frozen
class Pattern:
    """Accepts texts that the regular expression matches whole; `rule` says which those are."""

    regex: str
    rule: str

    def __call__(self, _instance: object, attribute: "Attribute[str]", value: str) -> None:
        """Raise `ValueError` with the rule, and without the text, which may be a password."""
        if not re.fullmatch(self.regex, value):
            raise ValueError(f"{attribute.name} {self.rule}")


# Tab, newline and carriage return are the only control characters text needs; PostgreSQL
# refuses NUL, and terminals and logs obey most of the others.
_PLAIN: Final = r"[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F]*"

# Spelt out, since \s is not the same to every reader of a schema.
_BLANKS: Final = r"\x85\xA0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF"

PLAIN_TEXT: Final = Pattern(_PLAIN, "must not contain control characters")
# Nothing, or blanks up to the first character that is none: no part can match what another does,
# so the time is linear.
WORDS: Final = Pattern(
    rf"(?:[\t\n\r {_BLANKS}]*[^\x00-\x20\x7F{_BLANKS}]{_PLAIN})?",
    "must hold more than blanks, and no control characters",
)
SLUG: Final = Pattern(
    r"[a-z0-9]+(?:-[a-z0-9]+)*",
    "must be lower-case letters and digits, in words joined by hyphens",
)
LANGUAGE_TAG: Final = Pattern(
    r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", "must be a language tag, such as fr or pt-BR"
)


def text(max_length: int, *, min_length: int = 1, pattern: Pattern | None = None) -> Any:
    """Accept text of `min_length` to `max_length` characters that the pattern matches.

    By default that is text without control characters, and not of blanks alone unless it may be
    empty.
    """
    form = pattern or (WORDS if min_length else PLAIN_TEXT)
    return and_(min_len(min_length), max_len(max_length), form, _whole_characters)


def _whole_characters(_instance: object, attribute: "Attribute[str]", value: str) -> None:
    """Refuse halves of surrogate pairs, which no encoding can write."""
    if not value.isascii() and any("\ud800" <= char <= "\udfff" for char in value):
        raise ValueError(f"{attribute.name} must be valid Unicode")


def between(lowest: float, highest: float) -> Any:
    """Accept a number from `lowest` to `highest`, both included."""
    return and_(ge(lowest), le(highest))


def items(lowest: int, highest: int) -> Any:
    """Accept a collection of `lowest` to `highest` members."""
    return and_(min_len(lowest), max_len(highest))


def slug() -> Any:
    """Accept a name for addresses: lower-case words of letters and digits joined by hyphens."""
    return and_(max_len(80), SLUG)


def language_tag() -> Any:
    """Accept a language tag such as `fr` or `pt-BR` (BCP 47: language, then subtags)."""
    return and_(max_len(35), LANGUAGE_TAG)


def unique(_instance: object, attribute: "Attribute[Any]", value: tuple[Hashable, ...]) -> None:
    """Refuse a collection that holds one member twice."""
    if len(set(value)) != len(value):
        raise ValueError(f"{attribute.name} must not repeat a member")


# What else lies in the folder of zones: copies by other rules, and whatever the machine is set to.
_NO_ZONES: Final = re.compile(r"(?:right|posix)/.*|localtime|posixrules|Factory")


def time_zone(_instance: object, attribute: "Attribute[str]", value: str) -> None:
    """Accept a zone of the IANA database, such as `Europe/Paris`."""
    if _NO_ZONES.fullmatch(value):
        raise ValueError(f"{attribute.name} is no IANA time zone: {value!r}")
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"{attribute.name} is no IANA time zone: {value!r}") from error


def require_unique(what: str, names: Iterable[str]) -> None:
    """Raise `ValueError` that names what is there twice."""
    repeated = [name for name, times in Counter(names).items() if times > 1]
    if repeated:
        raise ValueError(f"{what} used twice: {', '.join(repeated)}")
