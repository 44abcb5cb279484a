"""What the notes translate in passing."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from attrs import frozen

from parlons.adapters.llm.lexicon_tutor.course.notes import Passage

_ROW: Final = re.compile(r"^\|(?P<cells>.+)\|$", re.MULTILINE)
_SENTENCE: Final = re.compile(
    r"(?<!\S)\*(?P<taught>(?!\*)(?:[^*()|]|\*\*[^*]+\*\*)+?)\*\s\((?P<meaning>[A-Z][^()]+[.!?])\)"
)
_TAUGHT: Final = re.compile(r"(?:j'|(?:je|tu|il|elle|nous|vous|ils|elles) )[^,;/()]+")
_MEANING: Final = re.compile(r"(?:I|you|he|she|it|we|they|I'm|you're|we're|they're)\b[^,;/()]+")


@frozen
class Gloss:
    """Words of the language taught with what a note says that they mean."""

    taught: str
    meaning: str
    passage: Passage


def glosses(passages: Iterable[Passage]) -> Iterator[Gloss]:
    """Yield the forms of verbs that tables translate, and sentences translated in brackets.

    A table has the words taught in one cell and what they mean in the next. Other pairs of cells
    may mean anything; only a French pronoun beside an English one is sure to be a translation.
    """
    for passage in passages:
        for row in _ROW.finditer(passage.text):
            cells = [cell.strip() for cell in row["cells"].split("|")]
            for taught, meaning in pairwise(cells):
                if _TAUGHT.fullmatch(_plain(taught)) and _MEANING.fullmatch(meaning):
                    yield Gloss(_plain(taught), meaning, passage)
        for found in _SENTENCE.finditer(passage.text):
            yield Gloss(_plain(found["taught"]), _plain(found["meaning"]), passage)


def _plain(text: str) -> str:
    return " ".join(text.replace("*", "").split())
