"""The words that a question is about: what is left without the words that only ask."""

import re
from collections.abc import Iterator
from typing import Final

from parlons.adapters.llm.lexicon_tutor.reading.numbers import has_sign, is_number_word
from parlons.adapters.llm.lexicon_tutor.reading.pattern import plainly
from parlons.adapters.llm.lexicon_tutor.reading.small_words import ENGLISH, FRENCH

_WORD: Final = re.compile(r"[^\W_]+")
_QUOTED: Final = re.compile(r'"\s*(?P<phrase>[^"]+?)\s*"')
_WIDER: Final = 3
_AND: Final = frozenset({"and", "et"})
_ASKING: Final = ENGLISH | FRENCH
_OFTEN_WORDS: Final = """
also article call called correct correctly course exactly express form forms go goes going have
just kind know mind noun one person please right show someone somebody something sentence thing
think translate translation use used verb want words write written adjective bien ca conjugue
correct cours dirait donne ecrit ecrire fait forme formes mots nom phrase quelqu quelque sais
traduis traduire utilise va verbe voudrais adjectif
"""
_OFTEN: Final = frozenset(_OFTEN_WORDS.split())


def focus(text: str, intent: re.Pattern[str]) -> Iterator[str]:
    """Yield the phrases that a question with this intent may be about, the longest first.

    They hold every word that is neither small nor of the intent, so that no word of the question
    is passed over. Small words beside them may belong to them: "en retard". A number is not cut in
    two, nor taken out of a sum.
    """
    if has_sign(text):
        return
    plain = plainly(text)
    asked = {index for found in intent.finditer(plain) for index in range(*found.span())}
    words = [*_WORD.finditer(plain)]
    telling = [
        number
        for number, word in enumerate(words)
        if word[0] not in _ASKING | _OFTEN and word.start() not in asked
    ]
    for found in _QUOTED.finditer(text):
        inside = range(*found.span("phrase"))
        if all(words[number].start() in inside for number in telling):
            yield found["phrase"]
    if not telling:
        return
    if len({words[number][0] for number in telling}) == 1:
        last = telling[-1:]
        yield from _spans(text, words, last[0], last[0])
    yield from _spans(text, words, telling[0], telling[-1])


def _spans(text: str, words: list[re.Match[str]], first: int, last: int) -> Iterator[str]:
    """Yield the words from the first to the last, with ever fewer words around them."""
    for before in range(_WIDER, -1, -1):
        for after in range(_WIDER, -1, -1):
            low, high = first - before, last + after
            if low >= 0 and high < len(words) and not _cuts_number(words, low, high):
                yield text[words[low].start() : words[high].end()]


def _cuts_number(words: list[re.Match[str]], low: int, high: int) -> bool:
    """Say whether a number goes on beyond the words from the lowest to the highest."""
    inward = [word[0] for word in words[low : high + 1] if word[0] not in _AND]
    below = [word[0] for word in words[:low] if word[0] not in _AND]
    above = [word[0] for word in words[high + 1 :] if word[0] not in _AND]
    joints = (below[-1:] + inward[:1], inward[-1:] + above[:1])
    return any(len(joint) > 1 and all(map(is_number_word, joint)) for joint in joints)
