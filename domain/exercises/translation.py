"""Translate a sentence."""

from typing import ClassVar

from attrs import field, frozen
from attrs.validators import deep_iterable

from parlons.domain import fields
from parlons.domain.exercises.base import ExerciseBase, expect
from parlons.domain.exercises.grade import Grade
from parlons.domain.exercises.text_comparison import FORGIVING, compare, policy
from parlons.domain.exercises.verdict import Verdict


@frozen
class TranslationAnswer:
    """The translation as typed."""

    TYPE: ClassVar[str] = "translation"

    text: str = field(validator=fields.text(500))


@frozen(kw_only=True)
class Translation(ExerciseBase):
    """`text` is put into the language `into`; `keys` holds the right translations, best first."""

    TYPE: ClassVar[str] = "translation"

    text: str = field(validator=fields.text(500))
    into: str = field(validator=fields.language_tag())
    keys: tuple[str, ...] = field(
        validator=[fields.items(1, 100), fields.unique, deep_iterable(fields.text(500))],
        metadata=fields.SECRET,
    )
    accept: tuple[Verdict, ...] = field(default=FORGIVING, validator=policy())

    def grade(self, answer: object) -> Grade:
        """Compare with the nearest right translation."""
        text = expect(answer, TranslationAnswer).text
        return Grade.of([compare(text, self.keys, self.accept)], self.explanation)
