"""Patterns of questions for the gender of a noun."""

import re
from typing import Final

from parlons.adapters.llm.lexicon_tutor.reading.pattern import patterns

_GENDER: Final = r"(?:a )?(?:masculine|feminine|masc|fem|male|female)"
_GENRE: Final = r"(?:du |au )?(?:masculine?|feminine?)"
_ARTICLES: Final = r"\"?(?:(?:le|la|un|une)\"?,? (?:or|ou) \"?(?:le|la|un|une))\"?"
_IT: Final = r"(?:it's |is it |c'est |est-ce |est-ce que c'est |on dit |dit-on |should it be )?"
ASKED: Final = patterns(
    en=(
        (r"\b(?:what|which)(?:'s| is)? (?:the )?(?:grammatical )?gender (?:is|has|does|of|for|are)"
        r" (?P<phrase>.+?)(?: have| has)?$"),
        r"\bgenders? (?:of|for) (?P<phrase>.+)",
        rf"^(?:is|are) (?:the (?:french )?(?:word|noun) )?(?P<phrase>.+?),? {_GENDER}\b.*",
        rf"^(?P<phrase>.+?)[,:-]? (?:is it |is )?{_GENDER}(?: or {_GENDER})?$",
        rf"^(?:is|are) (?P<phrase>.+?) {_ARTICLES}$",
        (r"\barticle (?:of|for|with|does|goes with|do i use (?:with|for)|is used with|for the word)"
        r" (?P<phrase>.+?)(?: take| have| need)?$"),
    ),
    fr=(
        r"\bgenre (?:de |du |d'|a |ont? )(?P<phrase>.+)",
        r"\bde quel genre (?:est|sont) (?P<phrase>.+)",
        (rf"^(?:est-ce que |le mot )*(?P<phrase>.+?),? (?:est|c'est|est-ce|est-il|est-elle|sont)"
        rf"(?:-il|-ce|-elle)? {_GENRE}\b.*"),
        rf"^(?P<phrase>.+?)[,:]? {_GENRE} ou {_GENRE}$",
        r"\barticle (?:pour|devant|avec|de|va avec) (?P<phrase>.+)",
    ),
) + patterns(
    en=(r"\bor \"?(?:la|une|le|un)\"? (?:for|with|before|in front of):? (?P<phrase>.+)",),
    fr=(r"\bou \"?(?:la|une|le|un)\"? (?:pour|avec|devant):? (?P<phrase>.+)",),
) + patterns(
    en=(
        rf"\b{_ARTICLES}:? (?P<phrase>(?!or\b|ou\b).+)",
        rf"^(?P<phrase>.+?)[,:-]? {_IT}{_ARTICLES}$",
    ),
)  # fmt: skip
INTENT: Final = re.compile(
    r"\b(?:genders?|genre|masculine?|feminine?|(?:le|la|un|une)(?=.* (?:or"
    r"|ou) \"?(?:le|la|un|une)\b)"
    r"|(?:or|ou) \"?(?:le|la|un|une))\b"
)
EITHER: Final = re.compile(
    r"\b(?:genders?|genre|masculine? (?:or|ou)|feminine? (?:or|ou)"
    r"|(?:le|la|un|une)\b.* (?:or|ou) \"?(?:le|la|un|une))\b"
)
