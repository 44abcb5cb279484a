"""How far a learner is with a unit, and with a path."""

from collections.abc import Sequence
from datetime import datetime

from attrs import evolve, frozen

from parlons.domain.learning.prerequisites import UnitStanding
from parlons.domain.learning.unit_role import UnitRole
from parlons.domain.progress.moment import Moment, earliest


@frozen(kw_only=True)
class LessonStanding:
    """A lesson that is taught now, and what a learner has of it."""

    lesson_id: int
    exercise_count: int
    right_count: int = 0
    started: bool = False
    completed: Moment | None = None


@frozen(kw_only=True)
class UnitProgress:
    """The counts of a learner in a unit, kept so that nothing is counted when it is shown.

    `started` is set by an activity that was accepted in the unit. `unlocked_at` is the instant at
    which its prerequisites were found to be met; None also where it has none. What is started,
    completed or unlocked stays so.
    """

    lessons_completed: int = 0
    right_count: int = 0
    exercise_count: int = 0
    started: bool = False
    completed: Moment | None = None
    unlocked_at: datetime | None = None

    @property
    def score(self) -> int:
        """The percentage of exercises answered right, rounded down."""
        return self.right_count * 100 // self.exercise_count if self.exercise_count else 0

    @property
    def standing(self) -> UnitStanding:
        """What prerequisites look at."""
        return UnitStanding(
            started=self.started, completed=self.completed is not None, score=self.score
        )

    @property
    def stays_open(self) -> bool:
        """Whether the learner may work in the unit, whatever its prerequisites say."""
        return self.started or self.completed is not None or self.unlocked_at is not None

    def counted(self, lessons: Sequence[LessonStanding]) -> "UnitProgress":
        """Return the progress with counts made anew from all lessons that are taught.

        Of a lesson that has lost exercises no more are right than it has left. A lesson that was
        begun in another unit does not begin this one.
        """
        completed = [each.completed for each in lessons if each.completed is not None]
        whole = len(completed) == len(lessons) > 0
        return evolve(
            self,
            lessons_completed=len(completed),
            right_count=sum(min(each.right_count, each.exercise_count) for each in lessons),
            exercise_count=sum(each.exercise_count for each in lessons),
            completed=earliest(self.completed, max(completed) if whole else None),
        )

    def begun(self) -> "UnitProgress":
        """Return the progress of somebody who has handed in work while it was in this unit."""
        return evolve(self, started=True)

    def unlocked(self, at: datetime) -> "UnitProgress":
        """Return the progress with the unit open for good."""
        return evolve(self, unlocked_at=self.unlocked_at or at)


@frozen(kw_only=True)
class UnitOnPath:
    """A unit as it counts for its path, and how far a learner is with it."""

    unit_id: int
    role: UnitRole
    progress: UnitProgress


@frozen(kw_only=True)
class PathProgress:
    """The counts of a learner on a path; the path used last is the one to go on with."""

    enrolled_at: datetime
    last_used_at: datetime
    lessons_completed: int = 0
    units_completed: int = 0
    completed: Moment | None = None

    def used(self, at: datetime) -> "PathProgress":
        """Return the progress with one more use; those told late change nothing but the first."""
        return evolve(
            self,
            enrolled_at=min(self.enrolled_at, at),
            last_used_at=max(self.last_used_at, at),
        )

    def counted(self, units: Sequence[UnitOnPath]) -> "PathProgress":
        """Return the progress with counts made anew from all units that are taught.

        A path is completed with its required units or, where none is, with all of them.
        """
        required = [each for each in units if each.role is UnitRole.REQUIRED] or units
        reached = [each.progress.completed for each in required]
        moments = [each for each in reached if each is not None]
        whole = len(moments) == len(reached) > 0
        return evolve(
            self,
            lessons_completed=sum(each.progress.lessons_completed for each in units),
            units_completed=sum(each.progress.completed is not None for each in units),
            completed=earliest(self.completed, max(moments) if whole else None),
        )
