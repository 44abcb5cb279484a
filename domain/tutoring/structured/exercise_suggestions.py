"""Exercises that a model makes up for one learner."""

from collections.abc import Hashable
from typing import Final

from attrs import field, frozen

from parlons.domain import fields
from parlons.domain.exercises.answer_pattern import spell_out_all
from parlons.domain.exercises.exercise import Exercise
from parlons.domain.exercises.fill_in_blank import FillInBlank
from parlons.domain.exercises.multiple_choice import MultipleChoice
from parlons.domain.exercises.translation import Translation
from parlons.domain.exercises.writing import canonical

MAX_SUGGESTIONS: Final = 10

SuggestedExercise = MultipleChoice | FillInBlank | Translation
"""The kinds that are graded without anybody's help, and need no sound."""


@frozen(kw_only=True)
class ExerciseSuggestions:
    """One to ten exercises, none of which asks what another one asks."""

    items: tuple[SuggestedExercise, ...] = field(validator=fields.items(1, MAX_SUGGESTIONS))

    def __attrs_post_init__(self) -> None:
        if len(set(map(asked_by, self.items))) != len(self.items):
            raise ValueError("items must not ask the same twice")
        if len({each.slug for each in self.items}) != len(self.items):
            raise ValueError("items must not use a slug twice")


def asked_by(exercise: Exercise) -> Hashable:
    """Return what is equal for two exercises that ask the same, whatever they are called.

    Choices ask the same when they also offer the same, in whichever order.
    """
    offered = exercise.options if isinstance(exercise, MultipleChoice) else ()
    return exercise.TYPE, canonical(exercise.task).casefold(), frozenset(offered)


def solutions(exercise: SuggestedExercise) -> tuple[str, ...]:
    """Return what is right: of blanks, for each what may stand there, else every right answer."""
    match exercise:
        case MultipleChoice(correct=correct):
            return (correct,)
        case FillInBlank(keys=blanks):
            return tuple(" / ".join(spell_out_all(keys)) for keys in blanks)
        case Translation(keys=keys):
            return tuple(spell_out_all(keys))
