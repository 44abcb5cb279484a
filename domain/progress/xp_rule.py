"""What earns points."""

from enum import StrEnum


class XpRule(StrEnum):
    """Why points were given; each is given once for one source."""

    DAY_ACTIVE = "day_active"
    LESSON_PRACTISED = "lesson_practised"
    LESSON_COMPLETED = "lesson_completed"
    LESSON_MASTERED = "lesson_mastered"
    UNIT_COMPLETED = "unit_completed"
    PATH_COMPLETED = "path_completed"

    @property
    def points(self) -> int:
        """How many experience points it is worth."""
        return _POINTS[self]


_POINTS = {
    XpRule.DAY_ACTIVE: 2,
    XpRule.LESSON_PRACTISED: 5,
    XpRule.LESSON_COMPLETED: 10,
    XpRule.LESSON_MASTERED: 5,
    XpRule.UNIT_COMPLETED: 25,
    XpRule.PATH_COMPLETED: 100,
}
