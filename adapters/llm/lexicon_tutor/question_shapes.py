"""The shapes in which learners ask for words, in English and in French."""

import re
from collections.abc import Iterator
from typing import Final

from attrs import evolve, frozen

from parlons.adapters.llm.lexicon_tutor.languages import language_called
from parlons.adapters.llm.lexicon_tutor.word_question import WordQuestion
from parlons.domain.exercises.writing import canonical

_LONGEST_QUESTION: Final = 500


@frozen
class Shape:
    """A pattern that finds the `phrase` and perhaps the `language` to say it in.

    What stands where a language should and is none does not have the shape.
    """

    pattern: re.Pattern[str]
    asks_meaning: bool = False

    def read(self, question: str) -> WordQuestion | None:
        """Return the question if it has this shape."""
        found = self.pattern.search(question)
        if found is None:
            return None
        name = found.groupdict().get("language")
        into = None if name is None else language_called(name)
        if name is not None and into is None:
            return None
        return WordQuestion(phrase=found["phrase"], into=into, asks_meaning=self.asks_meaning)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_WORD: Final = r"(?:words?|terms?|verbs?|nouns?|phrases?|expressions?|translations?)"
_MOT: Final = r"(?:mots?|termes?|verbes?|noms?|phrases?|expressions?)"
_INTO: Final = r"(?:in|into) (?P<language>\w+)"
_DIRE: Final = r"(?:dit|dis|dites|disent|dire|[ée]crit|[ée]crire|tradui\w+)"
_VEUT_DIRE: Final = r"(?:veut dire|veulent dire|signifie|signifient)"

_SAYING: Final = (
    r"\b(?:how|what)\b.{1,40}?\b(?:say|write|call|translate|express) (?P<phrase>.+)",
    rf"\bhow (?:is|are) (?P<phrase>.+?) (?:said|written|translated)(?: {_INTO})?$",
    rf"\b(?P<language>\w+)(?: {_WORD})? for (?P<phrase>.+)",
    rf"\b{_WORD} (?:for|of) (?P<phrase>.+)",
    r"\btranslate:? (?P<phrase>.+)",
    r"^say (?P<phrase>.+)",
    rf"\bcomment\b.{{0,40}}?\b{_DIRE}(?:-on|-tu|-vous)? (?P<phrase>.+)",
    r"\btradui(?:s|t|re|sez|sons)\b(?:-moi)?:? (?P<phrase>.+)",
    r"\btraduction (?:de |du |d')(?P<phrase>.+)",
)
_MEANING: Final = (
    r"\bwhat(?:'s|s| is| do| does| did| would) (?P<phrase>.+?) mean\b",
    r"\bwhat (?P<phrase>.+?) means?$",
    r"^(?P<phrase>.+?) (?:is|means?) what\b",
    r"\b(?:meaning|definition|sense) of (?P<phrase>.+)",
    r"\bdefine (?P<phrase>.+)",
    r"\bwhat(?:'s|s| is| are) (?P<phrase>.+)",
    rf"^(?P<phrase>.+?),? (?:[çc]a )?{_VEUT_DIRE} quoi$",
    rf"\b{_VEUT_DIRE}(?: quoi)?,? (?!quoi\b)(?P<phrase>.+)",
    r"\b(?:sens|signification) (?:de |du |d')(?P<phrase>.+)",
    r"\bc'est quoi,? (?P<phrase>.+)",
    r"\bqu'est-ce que c'est,? (?:que )?(?P<phrase>.+)",
)
_SHAPES: Final = (
    *(Shape(_compiled(pattern)) for pattern in _SAYING),
    *(Shape(_compiled(pattern), asks_meaning=True) for pattern in _MEANING),
)

_POLITE: Final = _compiled(
    r"(?P<question>.+?),? (?:please|pls|thanks|thank you|merci|svp|s'il (?:te|vous) pla[iî]t)"
)
_LANGUAGES: Final = (
    _compiled(
        r"(?P<phrase>.+?),? (?P<way>in|into|to|en|vers|from|de|du|depuis) (?:the |le |l')?"
        r"(?P<language>\w+)"
    ),
    _compiled(r"(?P<way>in|into|to|en|from|du) (?P<language>\w+)[:,]? (?P<phrase>.+)"),
)
_OUT_OF: Final = frozenset({"from", "de", "du", "depuis"})
_WRAPPED: Final = (
    _compiled(r'.*?"(?P<phrase>[^"]+)".*'),
    _compiled(r".*?(?<!\w)'(?P<phrase>.+?)'(?!\w).*"),
    _compiled(rf"(?:the |this )?(?:\w+ )?{_WORD}:? (?P<phrase>.+)"),
    _compiled(rf"(?:(?:le|la|les|ce|cette) |l')?{_MOT}:? (?P<phrase>.+)"),
)


def read_questions(text: str) -> Iterator[WordQuestion]:
    """Yield what the text may ask for, the likeliest reading first and the bare text last.

    Yields nothing for a text that is too long to ask for a word.
    """
    question = canonical(text).strip("?!.,;: ")
    if len(question) > _LONGEST_QUESTION:
        return
    polite = _POLITE.fullmatch(question)
    for wording in (question, polite["question"]) if polite else (question,):
        readings = (shape.read(wording) for shape in _SHAPES)
        for reading in (*readings, WordQuestion(phrase=wording)):
            if reading is not None:
                yield from _unwrapped(_without_languages(reading))


def _without_languages(question: WordQuestion) -> WordQuestion:
    """Take "in French" and "from English to French" off either end of the phrase."""
    for pattern in _LANGUAGES:
        while found := pattern.fullmatch(question.phrase):
            language = language_called(found["language"])
            if language is None:
                break
            if found["way"].casefold() in _OUT_OF:
                question = evolve(question, phrase=found["phrase"], out_of=language)
            else:
                question = evolve(question, phrase=found["phrase"], into=language)
    return question


def _unwrapped(question: WordQuestion) -> Iterator[WordQuestion]:
    """Take off quotation marks and "the word …"; the phrase as it is comes last."""
    for pattern in _WRAPPED:
        if found := pattern.fullmatch(question.phrase):
            yield evolve(question, phrase=found["phrase"].strip())
    yield question
