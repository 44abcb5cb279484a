"""The person of a verb that a question names."""

import re
from typing import Final

_PRONOUN: Final = r"je|j'|tu|il|elle|on|nous|vous|ils|elles|i|we|they|he|she|you"
_PERSON: Final = re.compile(
    rf"\b(?:with|for|avec|pour|a la forme|the) \"?(?P<a>{_PRONOUN})\"?(?: forms?)?(?: of)?(?!\w)"
    rf"|\"?\b(?P<b>{_PRONOUN})\"?[ -]forms?(?: (?:of|for))?\b"
    rf"|\bforme (?:en |de |avec )?\"?(?P<c>{_PRONOUN})\"?(?: (?:de|du)\b| d')?(?!\w)"
    r"|\b(?:in |a |of )?(?:the |la )?(?P<d>first|second|third|1st|2nd|3rd|premiere"
    r"|deuxieme|troisieme"
    r"|1re|1ere|2e|3e) (?:person|personne)(?: du)? ?(?P<number>singular|plural|singulier|pluriel)?"
    r"(?: of| de| du)?\b"
)
_NAMED: Final = re.compile(r"form|person")
_LINES: Final = (
    ("je", "j'"),
    ("tu",),
    ("il", "elle", "on"),
    ("nous",),
    ("vous",),
    ("ils", "elles"),
)
_ENGLISH: Final = {"i": (0,), "he": (2,), "she": (2,), "we": (3,), "they": (5,), "you": (1, 4)}
_OTHERS: Final = {"elle": "elle", "she": "elle", "elles": "elles", "on": "on"}
_ORDER: Final = {"f": 0, "1": 0, "p": 0, "s": 1, "2": 1, "d": 1, "t": 2, "3": 2}


def person_in(plain: str) -> re.Match[str] | None:
    """Find where a text in small letters without accents asks for a person."""
    return _PERSON.search(plain)


def is_named(found: re.Match[str]) -> bool:
    """Say whether the text calls it a form or a person: "with you" may mean anything."""
    return _NAMED.search(found[0]) is not None


def pronouns_of(found: re.Match[str]) -> tuple[str, ...]:
    """Return what the forms of the person that was found begin with."""
    return tuple(
        each if each.endswith("'") else f"{each} "
        for line in _lines(found)
        for each in _LINES[line]
    )


def subject_of(found: re.Match[str]) -> str:
    """Return elle, elles or on, where it is one of these that is named, else an empty text."""
    said = found["a"] or found["b"] or found["c"] or ""
    return _OTHERS.get(said, "")


def _lines(found: re.Match[str]) -> tuple[int, ...]:
    if not found["d"]:
        said = found["a"] or found["b"] or found["c"]
        french = (number for number, line in enumerate(_LINES) if said in line)
        return _ENGLISH.get(said) or tuple(french)
    line = _ORDER[found["d"][0]]
    number = found["number"]
    if not number:
        return line, line + 3
    return (line + 3,) if number.startswith("p") else (line,)
