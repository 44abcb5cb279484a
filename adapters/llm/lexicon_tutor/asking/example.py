"""Patterns of questions for a sentence with a word in it."""

import re
from typing import Final

from parlons.adapters.llm.lexicon_tutor.reading.pattern import patterns

ASKED: Final = patterns(
    en=(
        (
            r"\b(?:use|put|see|hear|show(?: me)?)(?: the word)? (?P<phrase>.+?)"
            r" (?:in|into) (?:a|an|one|another|some|context|the) ?(?:\w+ )?(?:sentences?"
            r"|phrases?|examples?)?\b.*"
        ),
        (
            r"\bexamples?(?: sentences?| phrases?)?(?: that| which)?"
            r"(?: with| of| for| using| containing| uses?| contains?)"
            r"(?: how to use| using| the use of)? (?P<phrase>.+)"
        ),
        (
            r"\bsentences?(?: that| which)?(?: with| of| for| using| containing| uses?| contains?)"
            r" (?P<phrase>.+)"
        ),
        r"^(?P<phrase>.+?) in a sentence$",
        r"^(?P<phrase>.+?),? examples?(?: sentences?)?$",
    ),
    fr=(
        (
            r"\b(?:utilis\w+|emploi\w*|employ\w+|mets|mettre|mettez"
            r"|place)(?: le mot)? (?P<phrase>.+?)"
            r" dans (?:une|la) (?:phrase|exemple)\b.*"
        ),
        (
            r"\bexemples?(?: de phrases?)?(?: d'(?:utilisation|emploi))?"
            r" (?:avec|de|du|pour|contenant|qui utilise|utilisant) (?P<phrase>.+)"
        ),
        r"\bexemples? d'(?!utilisation|emploi)(?P<phrase>.+)",
        (
            r"\bphrases?(?: d'exemple| exemple)?(?: simple)?"
            r" (?:avec|contenant|qui contient|pour|utilisant) (?P<phrase>.+)"
        ),
        r"^(?P<phrase>.+?) dans une phrase$",
        r"^(?P<phrase>.+?),? exemples?$",
    ),
)
INTENT: Final = re.compile(
    r"\b(?:(?:in|dans) (?:a|une) )?(?:sentences?|phrases?|examples?|exemples?)\b"
)
