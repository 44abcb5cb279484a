"""Slips in the words that make a question's shape."""

import re
from collections.abc import Sequence
from typing import Final

from parlons.adapters.llm.lexicon_tutor.reading.pattern import plainly
from parlons.adapters.llm.lexicon_tutor.reading.slips import is_slip

_WORD: Final = re.compile(r"[^\W\d_]+")
_ENGLISH_WORDS: Final = """
conjugate conjugation difference between pronounce pronunciation pronounced gender masculine
feminine plural example sentence explain present participle number teach taught translate
meaning months seasons quarter adjectives verbs before after between colours french
"""
_ENGLISH: Final = tuple(_ENGLISH_WORDS.split())
_FRENCH_WORDS: Final = """
difference comment conjugue conjuguer conjugaison entre prononce prononcer prononciation genre
masculin feminin pluriel exemple phrase explique expliquer nombre enseigne apprend traduis
signifie quelle semaine saisons quand adjectifs verbes couleurs francais
"""
_FRENCH: Final = tuple(_FRENCH_WORDS.split())
_KEYWORDS: Final = {"en": _ENGLISH, "fr": _FRENCH}
_ELISION: Final = re.compile(r"\b(c|d|j|l|n|qu)\s(?=[aeiouyhàâéèêëîïôûœ])", re.IGNORECASE)


def repaired(text: str, language: str) -> str:
    """Write words that are a slip of just one keyword as that keyword, all others as they are.

    In French an apostrophe may have been left out: "c est".
    """
    if language == "fr":
        text = _ELISION.sub(r"\1'", text)
    return _WORD.sub(lambda found: _repaired(found[0], _KEYWORDS[language]), text)


def _repaired(word: str, keywords: Sequence[str]) -> str:
    plain = plainly(word)
    if plain in keywords:
        return word
    meant = [each for each in keywords if is_slip(plain, each, own_language=False)]
    return meant[0] if len(meant) == 1 else word
