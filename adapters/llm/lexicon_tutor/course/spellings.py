"""Ways to write a phrase."""

import re
from typing import Final

from parlons.domain.exercises.writing import canonical, without_accents, without_punctuation

_ARTICLES: Final = frozenset({"the", "a", "an", "to", "le", "la", "les", "l", "un", "une", "des"})
_PREPOSITIONS: Final = frozenset({"à", "a", "de"})
REMARK: Final = re.compile(r"\s*\([^)]*\)")


def spellings(text: str) -> tuple[str, str, str, str]:
    """Fold a phrase: each spelling forgives more than the one before it."""
    plain = without_punctuation(canonical(text)).casefold()
    bare = without_article(plain)
    return plain, bare, without_accents(plain), without_accents(bare)


def without_article(plain: str) -> str:
    """Leave out the article before a word, the "to" before a verb, and the preposition after it."""
    first, _, rest = plain.partition(" ")
    bare = rest if rest and first in _ARTICLES else plain
    before, _, last = bare.rpartition(" ")
    return before if before and last in _PREPOSITIONS else bare
