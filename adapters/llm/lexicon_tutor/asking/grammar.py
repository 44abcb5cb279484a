"""Patterns of questions for what the notes explain."""

from typing import Final

from parlons.adapters.llm.lexicon_tutor.reading.pattern import patterns

USED: Final = patterns(
    en=(
        (
            r"\bexplain(?: to me| me)?(?: how to (?:use|form|make)| how| when to use| the use of"
            r"| the rules? (?:for|of))? (?P<phrase>.+?)(?: to me| works?| in french)*$"
        ),
        (
            r"\bwhen (?:do|should|can|must|would|to|is|are|does)(?: (?:i|we|you|one|people))?"
            r" (?:use|say) (?P<phrase>.+)"
        ),
        r"\bwhen (?:is|are) (?P<phrase>.+?) (?:used|said)$",
        r"\bhow (?:do|does|should|can|would|is|are|to)(?: (?:i|we|you|one))? use (?P<phrase>.+)",
        r"\bhow (?:is|are) (?P<phrase>.+?) used$",
        r"\b(?:usage|use|notes?) (?:of|on|about) (?P<phrase>.+)",
    ),
    fr=(
        (
            r"\bexpliqu\w+(?:-moi|-nous)?(?: comment (?:utiliser|former|marche|fonctionne)"
            r"| quand utiliser| l'emploi (?:de|du|des)| la regle (?:de|du|des))? (?P<phrase>.+)"
        ),
        (
            r"\bquand (?:est-ce qu'on |est-ce que j'|on |doit-on |faut-il |dois-je |peut-on )?"
            r"(?:utilis\w+|emploi\w+|employ\w+|dit|dire|met|mettre)(?:-on|-t-on)? (?P<phrase>.+)"
        ),
        (
            r"\bcomment (?:est-ce qu'on |on |peut-on )?(?:utilis\w+|emploi\w*"
            r"|employ\w+)(?:-t-on|-on)?"
            r" (?P<phrase>.+)"
        ),
        r"\bcomment (?P<phrase>.+?) s'(?:utilise|emploie)\w*$",
        r"\b(?:emploi|usage|utilisation) (?:de |du |des |d')(?P<phrase>.+)",
    ),
)
EXPLAINED: Final = patterns(
    en=(
        (
            r"\bhow (?:do|does|should|can|would|is|are|to)(?: (?:i|we|you|one))?"
            r" (?:form|make|build) (?P<phrase>.+?)(?: in french)?$"
        ),
        r"\bhow (?:does|do) (?P<phrase>.+? work\b.+)$",
        (
            r"\bhow (?:is|are|does|do) (?P<phrase>.+?) (?:work|formed|made|built|function|agree)"
            r"(?: in french)?$"
        ),
        (
            r"^(?:do|does|should|must|where do|where does|why do"
            r"|why does) (?P<phrase>.+? (?:go|goes|come"
            r"|comes|agree|agrees|stand|stands|change|changes)(?: .+)?)$"
        ),
        r"\b(?:rules?|grammar|formation) (?:for|of|on|about) (?P<phrase>.+)",
        (
            r"\b(?:tell me|teach me|help me with|what do you know|something|help with"
            r"|more)(?: more)?"
            r" about (?P<phrase>.+)"
        ),
    ),
    fr=(
        r"\bcomment (?:on )?(?:accord\w+|plac\w+)(?:-t-on|-on)? (?P<phrase>.+)",
        (
            r"\bcomment (?:est-ce qu'on |on |fait-on |peut-on |se )?(?:form\w+|marche\w*"
            r"|fonctionne\w*"
            r"|construit|pose\w*|fait|faire|exprime\w*|dire|parle\w*)(?:-t-on|-on)? (?P<phrase>.+)"
        ),
        r"\bcomment (?P<phrase>.+?) (?:se forme|marche|fonctionne)\w*$",
        r"\b(?:regles?|grammaire|formation) (?:de |du |des |d'|pour |sur )(?P<phrase>.+)",
        r"\bparle(?:-moi|z-moi)? (?:de |du |des |d')(?P<phrase>.+)",
    ),
)
NAMED: Final = patterns(
    en=(
        r"\bwhat (?:is|are) (?P<phrase>.+?)(?: in french(?: grammar)?)?$",
        (
            r"\bhow (?:do|does|should|can|would|to)(?: (?:i|we|you|one))?"
            r" (?:ask|do|say|express|tell|talk about) (?P<phrase>.+?)(?: in french)?$"
        ),
        r"\bexamples? of (?P<phrase>.+)",
        r"^(?P<phrase>.+)$",
    ),
    fr=(
        r"\b(?:qu'est-ce que c'est que|qu'est-ce que|qu'est-ce qu'|c'est quoi) (?P<phrase>.+)",
        r"\bexemples? (?:de |du |d')(?P<phrase>.+)",
    ),
)
