"""Give an item up."""

from typing import ClassVar
from uuid import UUID

from attrs import define

from parlons.application.ports.clock import IClock
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.errors import NotFoundError
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.work.work_item import WorkItem


@define
class CancelWork:
    """An item that is just being worked on takes no effect any more. Open to admins."""

    permission: ClassVar = Permission.MANAGE_WORK

    unit_of_work: IUnitOfWork
    clock: IClock

    def __call__(self, principal: Principal, item_id: UUID) -> WorkItem:
        """Raises `NotFoundError`, and `ConflictError` for an item that is finished."""
        principal.require(self.permission)
        with self.unit_of_work.write() as session:
            item = session.work.by_id(item_id)
            if item is None:
                raise NotFoundError(f"there is no work item {item_id}")
            cancelled = item.cancelled(self.clock.now())
            session.work.replace(item, cancelled)
        return cancelled
