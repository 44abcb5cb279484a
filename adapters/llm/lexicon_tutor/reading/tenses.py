"""The tense that a question names."""

import re
from typing import Final

from parlons.domain.learning.word_form import FormKind

_TENSES: Final = {
    r"past participle|participe passe": FormKind.PAST_PARTICIPLE,
    r"simple past|past simple|passe simple|past historic": None,
    r"pluperfect|past perfect|plus-que-parfait": None,
    r"present perfect|passe compose|perfect|past|passe": FormKind.PERFECT,
    r"future perfect|futur anterieur": None,
    r"near future|futur proche|immediate future": None,
    r"simple future|future simple|futur simple|future|futur": FormKind.FUTURE,
    r"imperfect|imparfait": FormKind.IMPERFECT,
    r"conditional|conditionnel": FormKind.CONDITIONAL,
    r"subjunctive|subjonctif|present subjunctive|subjonctif present": None,
    r"imperative|imperatif|command": FormKind.IMPERATIVE,
    r"present participle|participe present|gerund|gerondif": None,
    r"present indicative|present simple|simple present|present|indicatif present": FormKind.PRESENT,
}
_NAMES: Final = "|".join(_TENSES)
_TENSE: Final = re.compile(
    rf"\b(?:in|into|for) (?:the )?(?P<a>{_NAMES})(?: tenses?| forms?| mood)?\b"
    rf"|\b(?:the )?(?P<b>{_NAMES})(?: tenses?| forms?| mood)?s?(?: conjugation)? (?:of|for)\b"
    rf"|\b(?:the )?(?P<c>{_NAMES}) (?:tense|forms?|mood)\b"
    rf"|\b(?:au|a l'|a le|en) ?(?P<d>{_NAMES})\b"
    rf"|\b(?:le |l'|du |de l')?(?P<e>{_NAMES}) (?:de\b|du\b|d')"
    rf"|(?<=conjugate )(?:the )?(?P<f>{_NAMES})\b"
    rf"|[,:] ?(?:the |le )?(?P<g>{_NAMES})$"
)


def tense_in(plain: str) -> re.Match[str] | None:
    """Find where a text in small letters without accents asks for a tense."""
    return _TENSE.search(plain)


def tense_of(found: re.Match[str]) -> FormKind | str:
    """Return the tense that was found; its name where it is none of those that forms have."""
    name = next(value for value in found.groups() if value)
    kind = next(kind for names, kind in _TENSES.items() if re.fullmatch(names, name))
    return kind or name
