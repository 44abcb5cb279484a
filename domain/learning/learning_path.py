"""A learning path: a whole course from one language into another."""

from attrs import field, frozen

from parlons.domain import fields
from parlons.domain.learning.cefr_level import CefrLevel
from parlons.domain.learning.learning_unit import LearningUnit
from parlons.domain.learning.unlocking import require_sound


@frozen(kw_only=True)
class LearningPath:
    """Units in the order they are taken, as their author wrote them.

    Teaches `target_language` to speakers of `source_language`. Slugs of units and of lessons are
    unique within the path, and so is a term with its part of speech. Prerequisites are about units
    of the path, and no unit waits for itself, however indirectly.
    """

    slug: str = field(validator=fields.slug())
    title: str = field(validator=fields.text(120))
    description: str = field(validator=fields.text(1000))
    source_language: str = field(validator=fields.language_tag())
    target_language: str = field(validator=fields.language_tag())
    level: CefrLevel
    units: tuple[LearningUnit, ...] = field(validator=fields.items(1, 1000))

    def __attrs_post_init__(self) -> None:
        lessons = [lesson for unit in self.units for lesson in unit.lessons]
        words = [entry for unit in self.units for entry in unit.vocabulary]
        fields.require_unique("unit", (unit.slug for unit in self.units))
        fields.require_unique("lesson", (lesson.slug for lesson in lessons))
        fields.require_unique("term", (f"{word.term} ({word.part_of_speech})" for word in words))
        require_sound(unit.in_graph for unit in self.units)
