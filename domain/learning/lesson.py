"""A lesson: a few minutes of exercises with one objective."""

from attrs import field, frozen
from attrs.validators import optional

from parlons.domain import fields
from parlons.domain.exercises.exercise import Exercise


@frozen(kw_only=True)
class DialogueLine:
    """What somebody says, in the language taught, with its translation."""

    speaker: str = field(validator=fields.text(60))
    text: str = field(validator=fields.text(300))
    translation: str = field(validator=fields.text(300))


@frozen(kw_only=True)
class Lesson:
    """Exercises in the order they are met; an exercise's slug is unique within its lesson.

    `slug` is unique within the path, so that a lesson keeps its learners' progress when it moves to
    another unit. `introduction` is Markdown. `dialogue` is a conversation that shows the lesson's
    language in use.
    """

    slug: str = field(validator=fields.slug())
    title: str = field(validator=fields.text(120))
    objective: str = field(validator=fields.text(300))
    introduction: str | None = field(default=None, validator=optional(fields.text(10_000)))
    dialogue: tuple[DialogueLine, ...] = field(default=(), validator=fields.items(0, 30))
    exercises: tuple[Exercise, ...] = field(validator=fields.items(1, 100))

    def __attrs_post_init__(self) -> None:
        fields.require_unique("exercise", (exercise.slug for exercise in self.exercises))
