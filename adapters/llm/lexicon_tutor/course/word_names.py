"""The names by which a word is found."""

import re
from collections.abc import Iterator
from typing import Final

from attrs import frozen

from parlons.adapters.llm.lexicon_tutor.course.hit import FoundForm
from parlons.domain.learning.vocabulary_entry import VocabularyEntry
from parlons.domain.learning.word_form import FormKind

_FORM_RANK: Final = 100
_REFLEXIVE: Final = re.compile(r"(?:se |s')(?P<verb>.+)")
PERSONAL: Final = frozenset(
    {
        FormKind.PRESENT,
        FormKind.PERFECT,
        FormKind.IMPERFECT,
        FormKind.FUTURE,
        FormKind.CONDITIONAL,
    }
)
"""The forms whose words begin with a pronoun."""


@frozen
class Name:
    """A name of an entry; the lower its rank, the more it means the entry."""

    rank: int
    text: str
    forms: tuple[FoundForm, ...] = ()


def term_names(entry: VocabularyEntry) -> Iterator[Name]:
    """Yield the term with its variants; a reflexive verb also without its pronoun."""
    for rank, name in enumerate((entry.term, *entry.variants)):
        yield Name(rank, name)
    if verb := _REFLEXIVE.fullmatch(entry.term):
        yield Name(_FORM_RANK, verb["verb"])


def form_names(entry: VocabularyEntry) -> Iterator[Name]:
    """Yield the forms that are written otherwise than the term; a verb's without its pronoun too.

    Of a tense made of two words ("j'ai mangé") the pronoun is not left out.
    """
    for form in entry.forms:
        for words in form.words:
            found = (FoundForm(form.kind, (words,)),)
            for text in dict.fromkeys((words, *_bare(form.kind, words))):
                if text != entry.term:
                    yield Name(_FORM_RANK, text, found)


def _bare(kind: FormKind, words: str) -> tuple[str, ...]:
    if kind not in PERSONAL:
        return ()
    pronoun, elided, rest = words.partition("'")
    if elided and " " not in pronoun:
        return (rest,)
    return (words.partition(" ")[2] or words,)
