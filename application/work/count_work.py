"""See how much there is to be done."""

from collections.abc import Mapping
from typing import ClassVar

from attrs import define

from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.work.work_item import WorkStatus


@define
class CountWork:
    """Open to admins."""

    permission: ClassVar = Permission.MANAGE_WORK

    unit_of_work: IUnitOfWork

    def __call__(self, principal: Principal) -> Mapping[tuple[str, WorkStatus], int]:
        """Return the number of items by queue and status."""
        principal.require(self.permission)
        with self.unit_of_work.read() as session:
            return session.work.counts()
