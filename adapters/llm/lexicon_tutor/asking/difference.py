"""Patterns of questions for what tells words apart."""

import re
from typing import Final

from parlons.adapters.llm.lexicon_tutor.reading.pattern import patterns

_USE: Final = r"(?:use|say|choose|write|put)"
_EMPLOIE: Final = r"(?:utilis\w+|emploi\w+|emploi\w*|employ\w+|dit|dire|dis|met|mettre|choisi\w*)"
CLEARLY: Final = patterns(
    en=(
        r"\bdifferences?\b.*? between (?P<phrase>.+)",
        (
            r"\b(?:how|why) (?:is|are|do|does|would|can i tell) (?P<phrase>.+?)"
            r" (?:differ\w*|apart)(?P<rest> from .+)?$"
        ),
        r"\b(?:distinguish|tell apart|compare|confus\w+)(?: between)? (?P<phrase>.+)",
        r"^(?P<phrase>.+?)[,:]? (?:what's|whats|what is) the difference$",
        r"^(?:is|are|does|do) (?P<phrase>.+? (?:the same(?: thing)? as|equal to) .+)$",
        r"^(?:is|are|does|do) (?P<phrase>.+? and .+?) (?:mean )?the same(?: thing)?$",
    ),
    fr=(
        r"\bdifferences?\b.*? entre (?P<phrase>.+)",
        r"\b(?:distingu\w+|compare[rsz]?)(?: entre)? (?P<phrase>.+)",
        r"\ben quoi (?P<phrase>.+?) (?:different|sont-ils differents|sont differents)",
        r"^(?P<phrase>.+?)[,:]? (?:quelle est la|c'est quoi la) difference$",
        (
            r"^(?:est-ce que )?(?P<phrase>.+? et .+?),? (?:c'est|est-ce|sont|veulent dire)"
            r" (?:pareils?|la meme chose|le meme|identiques?)$"
        ),
    ),
)
IN_USE: Final = patterns(
    en=(rf"\b(?:when|do|should|which|whether)\b.*?\b{_USE}(?: the word)? (?P<phrase>.+ .+ .+)",),
    fr=(
        (
            rf"\b(?:quand|doit|dois|faut|peut)\b.*?\b{_EMPLOIE}(?:-on|-t-on|-tu|-vous)?"
            r" (?P<phrase>.+ .+ .+)"
        ),
    ),
)
SIDE_BY_SIDE: Final = patterns(
    en=(r"^(?P<phrase>.+? (?:or|vs\.?|versus) .+)$",),
    fr=(r"^(?P<phrase>.+? (?:ou|contre|vs\.?) .+)$",),
)
BETWEEN: Final = re.compile(
    r",? (?:and when (?:to use |do i use |do you use |do i say )?|instead of|rather than|and not"
    r"|or when (?:to use )?|versus|vs\.?|the same(?: thing)? as|equal to|and|or|from"
    r"|plutot que|plutot qu'|au lieu de|et quand"
    r"(?: dit-on| utilise-t-on)?|et pas|et|ou|contre) |, ?"
)
