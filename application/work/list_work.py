"""See what is to be done, and what became of it."""

from typing import ClassVar
from uuid import UUID

from attrs import define

from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.ports.work_items import WorkFilter
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.work.work_item import WorkItem


@define
class ListWork:
    """Open to admins."""

    permission: ClassVar = Permission.MANAGE_WORK

    unit_of_work: IUnitOfWork

    def __call__(
        self, principal: Principal, wanted: WorkFilter, after: UUID | None, limit: int
    ) -> tuple[WorkItem, ...]:
        """Return items, the newest first, beginning after the item `after`."""
        principal.require(self.permission)
        with self.unit_of_work.read() as session:
            return session.work.page(wanted, after, limit)
