"""What is regular in English, so that a course need not list it."""

import re
from typing import Final

ENDINGS: Final = ("s", "es", "d", "ed", "ing")
"""What inflection adds to regular words."""

IRREGULAR: Final = (
    *("a an", "this these", "that those"),
    *("am are be been is was were", "do does did done", "had has have", "go goes gone went"),
    *("child children", "foot feet", "man men", "mouse mice", "person people", "tooth teeth"),
    *("wife wives", "woman women", "knife knives"),
)
"""Words that are forms of each other, such as learners take for one another."""

_AUXILIARY: Final = "are|could|did|do|does|had|has|have|is|must|should|was|were|would"
_BEFORE_IS: Final = "he|here|how|it|she|that|there|what|when|where|who"

_MARKED: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), full)
    for pattern, full in (
        (r"\bcan(?:no|')t\b", "can not"),
        (r"\bwon't\b", "will not"),
        (r"\bshan't\b", "shall not"),
        (r"n't\b", " not"),
        (r"(?<=\bI)'m\b", " am"),
        (r"(?<=[a-z])'re\b", " are"),
        (r"(?<=[a-z])'ve\b", " have"),
        (r"(?<=[a-z])'ll\b", " will"),
        (r"(?<=[a-z])'d\b", " would"),
        (r"(?<=[a-z])'s(?= (?:been|got)\b)", " has"),
        (rf"\b({_BEFORE_IS})'s\b", r"\1 is"),
    )
)

# Without the apostrophe "we're", "he'll" and "it's" are other words.
_UNMARKED: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), full)
    for pattern, full in (
        (r"\bcan ?t\b", "can not"),
        (r"\bwont\b", "will not"),
        (rf"\b({_AUXILIARY}) ?n ?t\b", r"\1 not"),
        (r"\bi ?m\b", "I am"),
        (r"\b(they|you)re\b|\b(they|you|we) re\b", r"\1\2 are"),
        (r"\b(I|they|we|you) ?ve\b", r"\1 have"),
        (r"\b(I|he|she|it|they|we|you) ll\b", r"\1 will"),
        (r"\b(I|he|she|they|we|you) d\b", r"\1 would"),
        (rf"\b(?!its)({_BEFORE_IS})s\b|\b({_BEFORE_IS}) s\b", r"\1\2 is"),
    )
)


def with_full_forms(text: str) -> str:
    """Write contractions out, so that "I'm" equals "I am"."""
    if "'" in text or "annot" in text:
        for contraction, full in _MARKED:
            text = contraction.sub(full, text)
    return text


def with_full_unmarked_forms(text: str) -> str:
    """Write out the contractions that have lost their apostrophes and are no other words."""
    for contraction, full in _UNMARKED:
        text = contraction.sub(full, text)
    return text


_CONTRACTED: Final = re.compile(r"(?<=[a-z])'s\b", re.IGNORECASE)
_FULL: Final = re.compile(r"(?<=[a-z]) (?:is|has)\b", re.IGNORECASE)


def other_ways(text: str) -> tuple[str, ...]:
    """Return the text with "is" and "has" contracted after every word, or written out.

    Only in a whole sentence is "the train's" told from a genitive, hence both ways.
    """
    text = with_full_forms(text)
    found = (_FULL.sub("'s", text), _CONTRACTED.sub(" is", text), _CONTRACTED.sub(" has", text))
    return tuple(each for each in dict.fromkeys(found) if each != text)
