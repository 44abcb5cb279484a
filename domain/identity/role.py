"""Roles are sets of permissions."""

from enum import StrEnum
from typing import Final

from parlons.domain.identity.permission import Permission


class Role(StrEnum):
    """What kind of user somebody is; `visitor` is anybody who has not logged in."""

    VISITOR = "visitor"
    LEARNER = "learner"
    EDUCATOR = "educator"
    ADMIN = "admin"

    @property
    def permissions(self) -> frozenset[Permission]:
        """Everything the role allows."""
        return _GRANTS[self]


_VISITOR: Final = frozenset({Permission.REGISTER, Permission.LOG_IN})
_LEARNER: Final = frozenset(
    {Permission.READ_COURSES, Permission.ANSWER_EXERCISES, Permission.ASK_TUTOR}
)

_GRANTS: Final = {
    Role.VISITOR: _VISITOR,
    Role.LEARNER: _LEARNER,
    Role.EDUCATOR: _LEARNER | {Permission.MANAGE_COURSES, Permission.REVIEW_ANSWERS},
    Role.ADMIN: frozenset(Permission),
}
