"""Patterns of questions for how a word is pronounced."""

import re
from typing import Final

from parlons.adapters.llm.lexicon_tutor.reading.pattern import patterns

ASKED: Final = patterns(
    en=(
        r"\bhow is (?P<phrase>.+?) said (?:aloud|out loud)$",
        r"\bhow (?:is|are) (?P<phrase>.+?) pron\w+ced\b",
        r"\bpron(?:ou|u)nc\w*(?: of| for)?:? (?P<phrase>.+)",
        r"\b(?:how|what) (?:does|do|would) (?P<phrase>.+?) sound\b",
        r"\bhow (?:do|should|would) (?:i|you|we) say (?P<phrase>.+?) (?:out loud|aloud|correctly)$",
        r"\b(?:ipa|transcription|phonetics?|sound)(?: of| for):? (?P<phrase>.+)",
        r"\b(?:hear|listen to)(?: the word)? (?P<phrase>.+)",
        r"^(?P<phrase>.+?) pronunciation$",
    ),
    fr=(
        r"\bcomment (?:ca |cela )?se prononcent? (?P<phrase>.+)",
        r"\bcomment (?P<phrase>.+?) se prononce(?:nt|-t-il|-t-elle)?$",
        r"^(?P<phrase>.+?),? (?:ca |cela )?(?:se prononce|on prononce)(?: ca)?(?: comment)?$",
        r"^(?P<phrase>.+?),? comment (?:ca |cela |on )?(?:se )?prononce\b.*",
        r"\bprononc\w*(?:-t-on|-on|-tu|-vous)?(?: de| du)? (?P<phrase>.+)",
        r"\bprononciation d'(?P<phrase>.+)",
        r"\b(?:entendre|ecouter|entend)(?:-on)?(?: le mot)? (?P<phrase>.+)",
        r"\btranscription (?:de |du |d')(?P<phrase>.+)",
    ),
)
INTENT: Final = re.compile(r"\b(?:pron(?:ou|u|o)nc\w*|sounds?(?: like)?|aloud|out loud|ipa)\b")
