"""Translate a sentence."""

from typing import ClassVar, Self

from attrs import field, frozen
from attrs.validators import deep_iterable

from parlons.domain import fields
from parlons.domain.exercises.answer_pattern import literal, patterns, spell_out_all
from parlons.domain.exercises.base import ExerciseBase, changed, expect
from parlons.domain.exercises.grade import Grade
from parlons.domain.exercises.lexicon import NO_WORDS, CourseWords
from parlons.domain.exercises.text_comparison import FORGIVING, compare, policy
from parlons.domain.exercises.verdict import Verdict
from parlons.domain.exercises.writing import primary_language


@frozen
class TranslationAnswer:
    """The translation as typed."""

    TYPE: ClassVar[str] = "translation"

    text: str = field(validator=fields.text(500))


@frozen(kw_only=True)
class Translation(ExerciseBase):
    """`text` is put into the language `into`; `keys` holds patterns of the right
    translations, best first.
    """

    TYPE: ClassVar[str] = "translation"

    text: str = field(validator=fields.text(500))
    into: str = field(validator=fields.language_tag())
    keys: tuple[str, ...] = field(
        validator=[
            fields.items(1, 100),
            fields.unique,
            deep_iterable(fields.text(500)),
            patterns,
        ],
        metadata=fields.SECRET,
    )
    accept: tuple[Verdict, ...] = field(default=FORGIVING, validator=policy())

    def grade(self, answer: object, words: CourseWords = NO_WORDS) -> Grade:
        """Compare with the nearest right translation."""
        text = expect(answer, TranslationAnswer).text
        part = compare(text, spell_out_all(self.keys), self.accept, words.in_language(self.into))
        return Grade.of([part], self.explanation)

    def keyed_by(self, answer: object) -> Self:
        """Return the exercise with this translation alone."""
        text = expect(answer, TranslationAnswer).text
        return changed(self, keys=(literal(text),))

    @property
    def task(self) -> str:
        """The text and the language it is put into."""
        return f"{self.into}: {self.text}"

    def sentences(self, language: str, taught: str) -> tuple[str, ...]:
        """Return the translations, or the text."""
        is_answer = primary_language(language) == primary_language(self.into)
        return spell_out_all(self.keys) if is_answer else (self.text,)
