"""Patterns of questions for a plural, a feminine and the like."""

from typing import Final

from parlons.adapters.llm.lexicon_tutor.reading.pattern import patterns

_KIND: Final = (
    r"(?P<kind>feminine plural|plural feminine|plural|feminine|female|masculine|male|singular"
    r"|feminin pluriel|pluriel feminin|pluriel|feminin|masculin|singulier)"
)
_LEAD: Final = (
    r"(?:.*\b(?:say|write|put|make|turn|is|are|spell|form|dit-on|dit|ecrit-on|ecrit"
    r"|mets|mettre|mettez|devient) )?"
)
ASKED: Final = patterns(
    en=(
        rf"\b{_KIND}(?: forms?| version| equivalent)?(?: of| for):? (?P<phrase>.+)",
        rf"^{_LEAD}(?P<phrase>.+?) (?:in|into) (?:the |its )?{_KIND}(?: form)?$",
        rf"\b(?:make|turn|put|write) (?P<phrase>.+?) {_KIND}$",
        rf"^(?P<phrase>.+?),? {_KIND}(?: form)?$",
        r"\b(?P<kind>plural)i[sz]e (?P<phrase>.+)",
        r"^what does (?P<phrase>.+?) become (?P<kind>before a vowel)",
        (
            r"^(?:.*\b(?:say|write|is|of|form) )?(?P<phrase>.+?) (?P<kind>before a (?:vowel"
            r"|silent h))\b.*"
        ),
    ),
    fr=(
        rf"\b{_KIND} (?:de |du |d')(?P<phrase>.+)",
        rf"^{_LEAD}(?P<phrase>.+?) au {_KIND}$",
        rf"^(?:au )?{_KIND},? (?:comment (?:dit-on|on dit|ecrit-on) )(?P<phrase>.+)",
        rf"^{_LEAD}(?P<phrase>.+?) (?P<kind>devant une voyelle)\b.*",
    ),
)  # fmt: skip
