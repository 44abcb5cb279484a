"""Questions for the forms of a verb: which verb, which tense, which person."""

import re
from typing import Final

from attrs import frozen

from parlons.adapters.llm.lexicon_tutor.reading.pattern import plainly
from parlons.adapters.llm.lexicon_tutor.reading.persons import (
    is_named,
    person_in,
    pronouns_of,
    subject_of,
)
from parlons.adapters.llm.lexicon_tutor.reading.question import Question
from parlons.adapters.llm.lexicon_tutor.reading.tenses import tense_in, tense_of
from parlons.domain.learning.word_form import FormKind

_CONJUGATE: Final = re.compile(
    r"\b(?:comment )?(?:se )?conjug\w+(?:-moi|-t-on)?\b(?: (?:of|for|de|du)\b"
    r"| d'(?=\w))?|\bforms? of\b|\bformes? (?:du|de)\b"
)
_LEAD: Final = re.compile(
    r"^(?:what's|whats|what|which|how|is|are|do|does|can|could|i|you|we|one|me|show"
    r"|give|tell|write|list"
    r"|please|the|all|verb|french|of|for|to|it|be|quel|quelle|quels|quelles|est|sont|comment"
    r"|donne|donnez|peux|peut|veux|moi|tu|on|vous|dis|le|la|les|de|du|verbe|forme|formes"
    r"|say|form|make|ecris|ecrit|ecrire|au|a|en|sa)(?=[\s\"-]|$)[\s:,-]*|^(?:l|d)'"
)
_TAIL: Final = re.compile(
    r"(?:[\s,]+(?:in french|en francais|in the|in|for|with|form|verb|the|conjugated|and|au|a|et"
    r"|for me))+$"
)

_BEFORE_VERB: Final = re.compile(r" (?:of|for|de|du|d')$")


@frozen(kw_only=True)
class VerbQuestion:
    """A verb as the learner wrote it, and what is wanted of it.

    `rest` is the question without the words for what is wanted. `tense` is text where it is one
    that no course has forms for. `pronouns` begin the forms of the `person` that is named;
    `subject` is elle, elles or on where that is the person. `sure` tells that a conjugation is
    asked for by its name.
    """

    language: str
    verb: str
    rest: str
    tense: FormKind | str | None = None
    person: str = ""
    pronouns: tuple[str, ...] = ()
    subject: str = ""
    sure: bool = False


def verb_question(question: Question) -> VerbQuestion | None:
    """Return what a question asks of a verb; None where it names no form of one."""
    text = question.text
    text, tense = _cut(tense_in(plainly(text)), text)
    text, person = _cut(person_in(plainly(text)), text)
    text, named = _cut(_CONJUGATE.search(plainly(text)), text)
    if not (tense or named or (person and is_named(person))):
        return None
    return VerbQuestion(
        language=question.language,
        verb=_trimmed(text),
        rest=text,
        tense=tense_of(tense) if tense else None,
        person=_BEFORE_VERB.sub("", person[0].strip(' "')) if person else "",
        pronouns=pronouns_of(person) if person else (),
        subject=subject_of(person) if person else "",
        sure=named is not None and "conjug" in named[0],
    )


def _cut(found: re.Match[str] | None, text: str) -> tuple[str, re.Match[str] | None]:
    """Take what was found out of a text."""
    if found is None:
        return text, None
    return f"{text[: found.start()].rstrip()} {text[found.end() :].lstrip()}".strip(), found


def _trimmed(text: str) -> str:
    """Leave out what leads up to the verb and what follows it."""
    while True:
        plain = plainly(text)
        if (found := _LEAD.match(plain)) and found.end() < len(text):
            text = text[found.end() :]
        elif not found and (tail := _TAIL.search(plain)):
            text = text[: tail.start()]
        else:
            return text.strip(" \"',?")
