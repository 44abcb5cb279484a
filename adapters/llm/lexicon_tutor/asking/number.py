"""Patterns of questions for numbers."""

import re
from typing import Final

from parlons.adapters.llm.lexicon_tutor.asking.saying import MEANING, SAYING
from parlons.adapters.llm.lexicon_tutor.reading.pattern import patterns

_NUMBER: Final = r"(?:number|figure|digit|nombre|chiffre|numero)"
ASKED: Final = (
    patterns(
        en=(
            rf"\b(?:what|which) {_NUMBER} (?:is|does|do you call) (?P<phrase>.+?)(?: mean)?$",
            rf"\b{_NUMBER} (?:is )?(?P<phrase>.+)",
            r"\bspell (?:out )?(?P<phrase>.+)",
        ),
        fr=(
            (
                rf"\bque(?:l|lle)(?: est ce| est le)? {_NUMBER} (?:est|signifie"
                r"|represente)(?:-ce que)?"
                r" (?P<phrase>.+)"
            ),
            rf"\b(?:le|en) {_NUMBER} (?P<phrase>.+)",
            r"\bcombien (?:fait|font|est|vaut) (?P<phrase>.+)",
        ),
    )
    + SAYING
    + MEANING
    + patterns(fr=(r"^(?P<phrase>.+?) en (?:toutes lettres|lettres|mots|chiffres?)$",))
)
COUNT: Final = patterns(
    en=(
        r"\bcount (?:from (?P<first>\w+) )?(?:up )?to (?P<last>[\w -]+?)(?: in french)?$",
        r"\bnumbers?(?: from)? (?P<first>\w+) (?:to|through|-) (?P<last>[\w -]+?)(?: in french)?$",
    ),
    fr=(
        r"\bcompte\w* (?:de (?P<first>\w+) )?(?:jusqu')?a (?P<last>[\w -]+?)(?: en francais)?$",
        r"\bnombres? de (?P<first>\w+) a (?P<last>[\w -]+?)(?: en francais)?$",
    ),
)
WRITTEN_OUT: Final = patterns(
    en=(r"^(?P<phrase>.+?) (?:in words|in letters|as a word)$",),
    fr=(r"^(?P<phrase>.+?) en (?:toutes lettres|lettres|mots|chiffres?)$",),
)
INTENT: Final = re.compile(
    r"\b(?:numbers?|figures?|digits?|nombres?|chiffres?|numeros?|letters|lettres|toutes|quantity)\b"
)
