"""What a learner has done of a lesson, as far as that has been told."""

from collections.abc import Collection, Mapping
from typing import Final

from attrs import Factory, evolve, frozen

from parlons.domain.progress.event import ActivityCompleted, AnswerRegraded
from parlons.domain.progress.moment import Moment, earliest

PASS_PERCENT: Final = 60
"""How much of a lesson must be right before it is completed."""


@frozen(kw_only=True)
class ExerciseRecord:
    """When an exercise was first answered in an activity, and when it was first right."""

    answered: Moment | None = None
    right: Moment | None = None

    @property
    def mastered(self) -> Moment | None:
        """When it was both answered in an activity and right."""
        if self.answered is None or self.right is None:
            return None
        return max(self.answered, self.right)

    def joined(self, other: "ExerciseRecord") -> "ExerciseRecord":
        """Return the earlier of both in each respect."""
        return ExerciseRecord(
            answered=earliest(self.answered, other.answered),
            right=earliest(self.right, other.right),
        )


@frozen(kw_only=True)
class LessonRecord:
    """Grows by activities in any order and to the same end, however often each is told.

    `editions` are the sets of exercises that the lesson has had: who has completed one edition has
    completed the lesson, and keeps that when exercises are added.
    """

    exercises: Mapping[int, ExerciseRecord] = Factory(dict)
    editions: frozenset[tuple[int, ...]] = frozenset()

    def after(self, fact: ActivityCompleted | AnswerRegraded, moment: Moment) -> "LessonRecord":
        """Return the record after something that was told about the lesson."""
        if isinstance(fact, ActivityCompleted):
            return self.after_activity(fact, moment)
        return self.after_regrade(fact, moment)

    def after_activity(self, activity: ActivityCompleted, moment: Moment) -> "LessonRecord":
        """Return the record with the results of an activity."""
        results = {
            each.exercise_id: ExerciseRecord(answered=moment, right=moment if each.right else None)
            for each in sorted(activity.results, key=lambda result: result.right)
        }
        editions = self.editions | {tuple(sorted(activity.exercises))}
        return evolve(self._with(results), editions=editions)

    def after_regrade(self, regraded: AnswerRegraded, moment: Moment) -> "LessonRecord":
        """Return the record with an answer that came to count; until it is told it counts not."""
        return self._with({regraded.exercise_id: ExerciseRecord(right=moment)})

    def right_among(self, exercises: Collection[int]) -> int:
        """Count the exercises that are right."""
        return sum(self._of(each).mastered is not None for each in exercises)

    @property
    def completed(self) -> Moment | None:
        """When all was answered and enough of it right, or None."""
        return earliest(*(self._completed(edition) for edition in self.editions))

    @property
    def mastered(self) -> Moment | None:
        """When all was right, or None."""
        return earliest(*(self._mastered(edition) for edition in self.editions))

    def _completed(self, edition: tuple[int, ...]) -> Moment | None:
        records = [self._of(each) for each in edition]
        answered = [each.answered for each in records if each.answered is not None]
        right = sorted(each.mastered for each in records if each.mastered is not None)
        needed = -(-len(edition) * PASS_PERCENT // 100)
        if len(answered) < len(edition) or len(right) < needed:
            return None
        return max(*answered, *right[:needed])

    def _mastered(self, edition: tuple[int, ...]) -> Moment | None:
        moments = [self._of(each).mastered for each in edition]
        reached = [each for each in moments if each is not None]
        return max(reached) if len(reached) == len(moments) else None

    def _of(self, exercise_id: int) -> ExerciseRecord:
        return self.exercises.get(exercise_id, _NOTHING)

    def _with(self, results: Mapping[int, ExerciseRecord]) -> "LessonRecord":
        joined = {each: self._of(each).joined(new) for each, new in results.items()}
        return evolve(self, exercises={**self.exercises, **joined})


_NOTHING: Final = ExerciseRecord()
