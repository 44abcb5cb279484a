"""A question about a word."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import Final

from attrs import evolve, frozen

from parlons.adapters.llm.lexicon_tutor.languages import language_called
from parlons.adapters.llm.lexicon_tutor.reading.pattern import whole

_OUT_OF: Final = frozenset({"from", "de", "du", "depuis"})
_KIND: Final = r"(?:words?|terms?|verbs?|nouns?|adjectives?|phrases?|expressions?|translations?)"
_SORTE: Final = r"(?:mots?|termes?|verbes?|noms?|adjectifs?|phrases?|expressions?)"
_NAMED: Final = (
    re.compile(
        r"(?P<phrase>.+?),? (?P<way>in|into|to|en|vers|from|de|du|depuis) (?:the |le |l')?"
        r"(?P<language>[a-z]+)(?: language)?"
    ),
    re.compile(r"(?P<way>in|into|to|en|from|du) (?P<language>[a-z]+)[:,]? (?P<phrase>.+)"),
    re.compile(rf"(?:the |this )?(?P<language>[a-z]+) {_KIND}:? (?P<phrase>.+)"),
    re.compile(rf"(?:le |la |les |l'|ce |cette )?{_SORTE} (?P<language>[a-z]+):? (?P<phrase>.+)"),
)
_WRAPPED: Final = (
    re.compile(rf"(?:(?:the|this|a|an) )?(?:[a-z]+ )?{_KIND}:? (?P<phrase>.+)"),
    re.compile(rf"(?:(?:le|la|les|ce|cette|du|un|une) |l')?{_SORTE}:? (?P<phrase>.+)"),
    re.compile(r'"(?P<phrase>[^"]+)"(?:,? (?:when|quand|lorsqu|as in|comme dans)\b.*)?'),
    re.compile(r"'(?P<phrase>.+)'"),
)


class Direction(Enum):
    """Which way to look: from the language spoken to the one taught, or back."""

    INTO_TARGET = auto()
    INTO_SOURCE = auto()


@frozen(kw_only=True)
class WordQuestion:
    """A phrase to be looked up.

    `into` and `out_of` are the languages that the learner named (ISO 639). `asks_meaning` tells
    that the question is put as one asks for the sense of a foreign word.
    """

    phrase: str
    into: str | None = None
    out_of: str | None = None
    asks_meaning: bool = False

    def directions(self, source: str, target: str) -> tuple[Direction, ...]:
        """Return the ways to look in a course from `source` to `target`, the likeliest first.

        A language that was named is obeyed; one that the course has nothing to do with leaves no
        way.
        """
        if {self.into, self.out_of} - {source, target, None}:
            return ()
        if self.into == target or self.out_of == source:
            return (Direction.INTO_TARGET,)
        if self.into == source or self.out_of == target:
            return (Direction.INTO_SOURCE,)
        if self.asks_meaning:
            return (Direction.INTO_SOURCE, Direction.INTO_TARGET)
        return (Direction.INTO_TARGET, Direction.INTO_SOURCE)


def wordings(question: WordQuestion) -> Iterator[WordQuestion]:
    """Yield the question without what may stand around its phrase, and then as it is.

    Around it stand "in French", "from English to French", quotation marks, "the word …".
    """
    bare = _without_languages(question)
    yield from _unwrapped(bare)
    if bare != question:
        yield question


def _without_languages(question: WordQuestion) -> WordQuestion:
    for pattern in _NAMED:
        while found := whole(pattern, question.phrase):
            language = language_called(found["language"])
            if language is None or not found["phrase"]:
                break
            if found.get("way", "from").casefold() in _OUT_OF:
                question = evolve(question, phrase=found["phrase"], out_of=language)
            else:
                question = evolve(question, phrase=found["phrase"], into=language)
    return question


def _unwrapped(question: WordQuestion) -> Iterator[WordQuestion]:
    for pattern in _WRAPPED:
        found = whole(pattern, question.phrase)
        if found and found["phrase"]:
            yield from _unwrapped(evolve(question, phrase=found["phrase"]))
    yield question
