"""Replies that are no data: texts for the learner, refusals, and neither."""

import re
from typing import Final

_MAX_LENGTH: Final = 4000
_MARKUP: Final = re.compile(r"[{}\[\]]|</?[a-zA-Z!][^<>]{0,200}>|&\w{2,8};|```")
_REFUSAL: Final = re.compile(
    r"(?:i['’]?m (?:so |very )?sorry|sorry|i apologi[sz]e|unfortunately"
    r"|i (?:can(?:no|['’])?t|am (?:unable|not able)|won['’]t|must decline)|as an ai"
    r"|(?:je suis |)désolée?|je (?:ne peux|regrette)|en tant qu['’]ia)\b",
    re.IGNORECASE,
)


def is_refusal(text: str) -> bool:
    """Say whether a reply without data begins as refusals in English and French do.

    Whoever refuses does so again: it is not worth the money to ask once more.
    """
    return not _MARKUP.search(text) and bool(_REFUSAL.match(text.lstrip("\"'*_# \t\r\n")))


def is_prose(text: str) -> bool:
    """Say whether a learner can read it: no code, no markup, no refusal and no flood of words."""
    is_short = 0 < len(text) <= _MAX_LENGTH
    return is_short and not _MARKUP.search(text) and not is_refusal(text)
