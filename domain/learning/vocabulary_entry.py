"""A word or phrase that a unit teaches."""

from enum import StrEnum

from attrs import field, frozen
from attrs.validators import deep_iterable, optional

from parlons.domain import fields
from parlons.domain.learning.cefr_level import CefrLevel
from parlons.domain.learning.word_form import WordForm


class PartOfSpeech(StrEnum):
    """The word classes a learner's dictionary tells apart."""

    NOUN = "noun"
    PROPER_NOUN = "proper_noun"
    PRONOUN = "pronoun"
    VERB = "verb"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    PREPOSITION = "preposition"
    CONJUNCTION = "conjunction"
    DETERMINER = "determiner"
    NUMERAL = "numeral"
    INTERJECTION = "interjection"
    PHRASE = "phrase"


class Gender(StrEnum):
    """Grammatical gender."""

    MASCULINE = "masculine"
    FEMININE = "feminine"
    NEUTER = "neuter"
    COMMON = "common"


@frozen(kw_only=True)
class VocabularyEntry:
    """A term of the language taught with its translations, the best one first.

    A term has one entry per part of speech within its path. `variants` are other accepted ways to
    write the term, `forms` its inflections; `example` is a sentence that uses it. `pronunciation`
    is written in the International Phonetic Alphabet, without slashes. `level` is the level at
    which learners usually meet the word.
    """

    term: str = field(validator=fields.text(120))
    translations: tuple[str, ...] = field(
        validator=[fields.items(1, 10), fields.unique, deep_iterable(fields.text(120))]
    )
    part_of_speech: PartOfSpeech
    gender: Gender | None = None
    level: CefrLevel | None = None
    pronunciation: str | None = field(default=None, validator=optional(fields.text(120)))
    variants: tuple[str, ...] = field(
        default=(), validator=[fields.items(0, 10), deep_iterable(fields.text(120))]
    )
    forms: tuple[WordForm, ...] = field(default=(), validator=fields.items(0, 12))
    example: str | None = field(default=None, validator=optional(fields.text(300)))
    example_translation: str | None = field(default=None, validator=optional(fields.text(300)))
    note: str | None = field(default=None, validator=optional(fields.text(500)))

    def __attrs_post_init__(self) -> None:
        fields.require_unique("form", (form.kind for form in self.forms))
