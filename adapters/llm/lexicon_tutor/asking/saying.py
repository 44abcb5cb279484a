"""The patterns of "How do you say …?" and "What does … mean?"."""

from typing import Final

from parlons.adapters.llm.lexicon_tutor.reading.pattern import patterns

_WORD: Final = r"(?:words?|terms?|verbs?|nouns?|phrases?|expressions?|translations?|names?)"
_MOT: Final = r"(?:mots?|termes?|verbes?|noms?|phrases?|expressions?)"
_INTO: Final = r"(?:in|into) (?P<language>[a-z]+)"
_DIRE: Final = r"(?:dit|dis|dites|disent|dire|ecrit|ecrire|tradui\w+|appelle)"
_VEUT_DIRE: Final = r"(?:veut dire|veulent dire|signifie|signifient)"

_TELL: Final = (
    r"(?:tell|wish)(?: someone| somebody| people| a \w+| him| her| them| you)?(?: that"
    r"| a(?= \w+ \w))?"
)
# Of a thing, as in "what is the time?", nobody asks what it is in the other language.
_NO_WORD: Final = r"(?!(?:that|this|it|these|those)$|(?:the|a|an|your|my) )"
SAYING: Final = patterns(
    en=(
        (
            rf"\b(?:how|what)\b.{{1,40}}?\b(?:say|write|call|translate|express|ask for"
            rf"|{_TELL}) (?P<phrase>.+)"
        ),
        rf"\bhow (?:is|are) (?P<phrase>.+?) (?:said|written|translated|called)(?: {_INTO})?$",
        rf"\bwhat (?:is|are) (?P<phrase>.+?) called(?: {_INTO})?$",
        rf"\b(?P<language>[a-z]+)(?: {_WORD})? for (?P<phrase>.+)",
        rf"\b{_WORD} (?:for|of) (?P<phrase>.+)",
        r"\btranslate:? (?P<phrase>.+)",
        r"^say:? (?P<phrase>.+)",
        r"\b(?:i )?(?:want|would like|need) to say:? (?P<phrase>.+)",
    ),
    fr=(
        rf"\bcomment\b.{{0,40}}?\b{_DIRE}(?:-on|-tu|-vous|-t-on)? (?P<phrase>.+)",
        rf"^(?P<phrase>.+?),? (?:comment )?(?:ca |cela )?(?:se|on) {_DIRE}(?: ca)? comment\b.*",
        rf"^(?P<phrase>.+?),? comment (?:ca |cela |on |est-ce qu'on )?(?:se )?{_DIRE}(?: ca)?.*",
        rf"\b{_MOT}(?: francais| anglais)? (?:pour(?: dire)?|qui veut dire) (?P<phrase>.+)",
        r"\btradui(?:s|t|re|sez|sons)\b(?:-moi)?:? (?P<phrase>.+)",
        r"\btraduction (?:de |du |d')(?P<phrase>.+)",
        r"\bvoudrais dire:? (?P<phrase>.+)",
    ),
)
MEANING: Final = patterns(
    en=(
        (
            r"\b(?:word|verb|phrase|expression) (?P<phrase>.+?),? what (?:is|does|'s) (?:that"
            r"|it|this)\b"
        ),
        r"\bwhat(?:'s|s| is| do| does| did| would) (?P<phrase>.+?) (?:mean|stand for)\b",
        r"\bwhat (?P<phrase>.+?) means?$",
        r"^(?P<phrase>.+?) (?:is|means?) what\b",
        r"\b(?:meaning|definition|sense|translation) of (?P<phrase>.+)",
        r"\bdefine:? (?P<phrase>.+)",
        r"\bmeant by (?P<phrase>.+)",
        rf"\bwhat(?:'s|s| is| are) {_NO_WORD}(?P<phrase>.+)",
    ),
    fr=(
        rf"^(?P<phrase>.+?),? (?:qu'est-ce que )?(?:ca |cela )?{_VEUT_DIRE}(?: quoi)?$",
        rf"\b{_VEUT_DIRE}(?: quoi)?,? (?!quoi\b)(?P<phrase>.+)",
        r"\b(?:sens|signification|definition) (?:de |du |d')(?P<phrase>.+)",
        r"\bdefini(?:s|ssez|r):? (?P<phrase>.+)",
        r"\bc'est quoi,? (?P<phrase>.+)",
        r"\bqu'est-ce que c'est,? (?:que )?(?P<phrase>.+)",
        r"\bqu'est-ce qu(?:e |')(?P<phrase>.+?) (?:veut dire|signifie)",
    ),
)
