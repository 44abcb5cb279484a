"""A learner's question."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from attrs import evolve, frozen

from parlons.adapters.llm.lexicon_tutor.languages import language_called
from parlons.adapters.llm.lexicon_tutor.reading.pattern import (
    Pattern,
    Reading,
    plainly,
    readings,
    whole,
)
from parlons.adapters.llm.lexicon_tutor.reading.small_words import ENGLISH, FRENCH, SHOWN
from parlons.domain.exercises.writing import canonical, without_punctuation

_LONGEST: Final = 500
_POLITE: Final = re.compile(
    r"(?P<question>.+?),? (?:please|pls|thanks|thank you|merci|svp|s'il (?:te|vous) plait)"
)
_QUOTED: Final = re.compile(r'"[^"]*"')
_NAMED_LANGUAGE: Final = re.compile(
    r"\b(?:in|into|to|from|en|vers|du|de l') ?(?:l'|le )?([a-z]+)|\b([a-z]+) (?:word|for)\b"
)
_WORD: Final = re.compile(r"[a-z]+")


@frozen
class Question:
    """A question in one line without marks at its edges; `language` is that it seems to be in.

    It is `certain` unless as many words speak for the one language as for the other.
    """

    text: str
    language: str
    certain: bool = True

    @property
    def languages(self) -> frozenset[str]:
        """The languages that the question says it is about, as ISO 639 codes."""
        plain = _QUOTED.sub(" ", plainly(self.text))
        names = (name for names in _NAMED_LANGUAGE.findall(plain) for name in names if name)
        return frozenset(filter(None, map(language_called, names)))

    @property
    def telling_words(self) -> tuple[str, ...]:
        """The words of the question but the small ones, as they are written."""
        words = without_punctuation(self.text).split()
        return tuple(word for word in words if plainly(word) not in FRENCH | ENGLISH)

    def readings(self, asked: Iterable[Pattern]) -> Iterator[Reading]:
        """Yield what each pattern finds, in the language of the question where that is certain."""
        for reading in readings(asked, self.text):
            yield evolve(reading, language=self.language) if self.certain else reading


def questions(text: str) -> Iterator[Question]:
    """Yield the question as it stands, and then without a "please" at its end.

    Yields nothing for a text that is too long to be a question.
    """
    asked = canonical(text).strip("?!.,;: ")
    if not asked or len(asked) > _LONGEST:
        return
    french = frenchness(asked)
    question = Question(asked, "fr" if french > 0 else "en", certain=french != 0)
    yield question
    if polite := whole(_POLITE, asked):
        yield evolve(question, text=polite["question"])


def frenchness(text: str) -> int:
    """Return how many more of a question's small words are French than English.

    What stands in quotation marks tells nothing, and the first word tells most of all.
    """
    words = _WORD.findall(_QUOTED.sub(" ", plainly(text)))
    french = sum(word in FRENCH - SHOWN for word in (*words, *words[:1]))
    english = sum(word in ENGLISH for word in (*words, *words[:1]))
    return french - english
