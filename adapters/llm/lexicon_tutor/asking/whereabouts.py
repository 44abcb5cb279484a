"""Patterns of questions for where something is taught."""

from typing import Final

from parlons.adapters.llm.lexicon_tutor.reading.pattern import patterns

_TAUGHT: Final = (
    r"(?:taught|covered|explained|introduced|treated|found|discussed|presented|learned|learnt)"
)
_TEACHES: Final = (
    r"(?:teach(?:es)?|covers?|explains?|introduces?|treats?|has|contains?|deals with"
    r"|is about|is on)"
)
_LEARN: Final = r"(?:learn|find|study|see|practi[sc]e|read)(?: about| the word| how to(?: say)?)?"
_ENSEIGNE: Final = (
    r"(?:enseigne\w*|appris\w*|explique\w*|traite\w*|presente\w*|introduit\w*|aborde\w*)"
)
_APPREND: Final = r"(?:apprend(?:-on|s)?|apprendre|trouve(?:-t-on)?|trouver|etudie\w*|voit(?:-on)?)"
_WHERE: Final = r"\b(?:where|in (?:which|what) (?:unit|lesson))\b"
_OU: Final = r"\b(?:ou|dans quelle (?:unite|lecon))"
ASKED: Final = patterns(
    en=(
        (
            rf"{_WHERE}.*? (?:is"
            rf"|are) (?P<phrase>.+?) {_TAUGHT}\b.*"
        ),
        (
            rf"\b(?:which|what) (?:units?|lessons?) {_TEACHES}(?: the word| about"
            r"| how to)? (?P<phrase>.+)"
        ),
        (rf"{_WHERE}(?: in (?:the|this) course)? (?:do|can|did|will|does)"
        rf" (?:i|we|you|one|the course) (?:{_LEARN}|teach|cover|explain) (?P<phrase>.+?)"
        r"(?: in (?:the|this) course)?$"),
        r"\b(?:which|what) (?:unit|lesson) (?:is|are) (?P<phrase>.+?) in$",
        (r"^(?:do you|does (?:this|the) course|can you) (?:teach|cover|explain|treat)(?: me)?"
        r"(?: about| the word| how to(?: say)?)? (?P<phrase>.+)"),
        rf"^(?:is|are) (?P<phrase>.+?) {_TAUGHT}\b.*",
    ),
    fr=(
        (rf"{_OU}\b.*?(?:est|sont)(?:-ce que)?(?:-ils?|-elles?)? "
        rf"(?P<phrase>.+?) (?:est |sont )?{_ENSEIGNE}$"),
        (rf"{_OU} (?P<phrase>.+?) (?:est|sont)-(?:il|elle|ils|elles)"
        rf" {_ENSEIGNE}$"),
        (rf"{_OU} (?:est-ce (?:qu'on |que l'on |que j')|on |peut-on |puis-je )?"
        rf"(?:{_APPREND}|{_ENSEIGNE})(?:-t-on|-on)?(?: le mot)? (?P<phrase>.+)"),
        rf"{_OU} (?:est|sont) {_ENSEIGNE} (?P<phrase>.+)",
        (rf"\bquelles? (?:unites?|lecons?) (?:{_ENSEIGNE}|apprend|parle de|parle d'|contient"
        r"|porte sur) ?(?P<phrase>.+)"),
        (r"^(?:est-ce que (?:tu |le cours |vous )|le cours )?(?:enseignes?(?:-tu)?|enseignez-vous"
        r"|couvres?(?:-tu)?|enseigne-t-il) (?P<phrase>.+)"),
    ),
)  # fmt: skip
