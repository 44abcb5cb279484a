"""A unit: lessons that share a theme, the words they teach and the grammar they need."""

from attrs import field, frozen
from attrs.validators import optional

from parlons.domain import fields
from parlons.domain.learning.lesson import Lesson
from parlons.domain.learning.prerequisites import Condition
from parlons.domain.learning.unit_role import UnitRole
from parlons.domain.learning.unlocking import GraphUnit
from parlons.domain.learning.vocabulary_entry import VocabularyEntry


@frozen(kw_only=True)
class LearningUnit:
    """Lessons in the order they are taken; `grammar_note` and `culture_note` are Markdown.

    Before the unit opens a learner must have met its `prerequisites`, which are about other units
    of the same path.
    """

    slug: str = field(validator=fields.slug())
    title: str = field(validator=fields.text(120))
    description: str = field(validator=fields.text(500))
    role: UnitRole = UnitRole.REQUIRED
    prerequisites: Condition | None = None
    grammar_note: str | None = field(default=None, validator=optional(fields.text(10_000)))
    culture_note: str | None = field(default=None, validator=optional(fields.text(5_000)))
    vocabulary: tuple[VocabularyEntry, ...] = field(default=(), validator=fields.items(0, 500))
    lessons: tuple[Lesson, ...] = field(validator=fields.items(1, 200))

    @property
    def in_graph(self) -> GraphUnit:
        """The unit as far as unlocking is concerned."""
        return GraphUnit.of(self)
