"""On whose behalf a use case runs."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from attrs import field, frozen

from parlons.domain import fields
from parlons.domain.errors import PermissionDeniedError
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.role import Role


@frozen
class Principal:
    """Somebody whom an entrypoint has authenticated.

    A host that embeds the use cases makes its own: `user_id` is whatever identifies the user there.
    `plan` is the plan the user is on, `zone` the IANA zone in which their days begin.
    """

    user_id: str = field(validator=fields.text(64))
    roles: frozenset[Role] = frozenset({Role.LEARNER})
    plan: str = field(default="free", validator=fields.slug())
    zone: str = field(default="UTC", validator=fields.time_zone)

    def may(self, permission: Permission) -> bool:
        """Say whether one of the roles allows it."""
        return any(permission in role.permissions for role in self.roles)

    def require(self, permission: Permission) -> None:
        """Raise `PermissionDeniedError` unless one of the roles allows it."""
        if not self.may(permission):
            raise PermissionDeniedError(f"this needs the permission {permission}")

    def local_date(self, instant: datetime) -> date:
        """Return the day it is for them at an aware instant."""
        return instant.astimezone(ZoneInfo(self.zone)).date()


VISITOR = Principal("visitor", frozenset({Role.VISITOR}))
"""Anybody who has not logged in."""

OPERATOR = Principal("operator", frozenset({Role.ADMIN}))
"""Whoever runs the installation from its own machine."""
