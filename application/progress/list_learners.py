"""See of whom there is anything to tell."""

from typing import ClassVar

from attrs import define

from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal


@define
class ListLearners:
    """Open to admins."""

    permission: ClassVar = Permission.MANAGE_PROGRESS

    unit_of_work: IUnitOfWork

    def __call__(self, principal: Principal, after: str, limit: int) -> tuple[str, ...]:
        """Return the ids of users of whom there are events, sorted, beginning after `after`."""
        principal.require(self.permission)
        with self.unit_of_work.read() as session:
            return session.events.users(after, limit)
