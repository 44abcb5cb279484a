"""A grammatical form of a word, other than the one the dictionary lists."""

from enum import StrEnum

from attrs import field, frozen
from attrs.validators import deep_iterable

from parlons.domain import fields


class FormKind(StrEnum):
    """Which form of its word it is.

    `before_vowel` is what a word becomes before a vowel ("l'", "bel", "cet"); `uncontracted` is
    what a contraction stands for ("de le" for "du"). The tenses and moods are those of the
    language's own grammar.
    """

    FEMININE = "feminine"
    PLURAL = "plural"
    FEMININE_PLURAL = "feminine_plural"
    BEFORE_VOWEL = "before_vowel"
    UNCONTRACTED = "uncontracted"
    PRESENT = "present"
    IMPERATIVE = "imperative"
    PAST_PARTICIPLE = "past_participle"
    PERFECT = "perfect"
    IMPERFECT = "imperfect"
    FUTURE = "future"
    CONDITIONAL = "conditional"


@frozen(kw_only=True)
class WordForm:
    """The words of one form; a tense lists its persons in order, each with its pronoun.

    The six persons of the French present of être are `je suis, tu es, il est, nous sommes, vous
    êtes, ils sont`; a verb that has fewer lists the ones it has.
    """

    kind: FormKind
    words: tuple[str, ...] = field(
        validator=[fields.items(1, 8), fields.unique, deep_iterable(fields.text(60))]
    )
