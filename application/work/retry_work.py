"""Try an item again that was given up."""

from typing import ClassVar
from uuid import UUID

from attrs import define

from parlons.application.ports.clock import IClock
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.work.work_desk import WorkDesk
from parlons.domain.errors import NotFoundError
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.work.work_item import WorkItem


@define
class RetryWork:
    """A dead or cancelled item gets as many attempts as a new one. Open to admins."""

    permission: ClassVar = Permission.MANAGE_WORK

    unit_of_work: IUnitOfWork
    desk: WorkDesk
    clock: IClock

    def __call__(self, principal: Principal, item_id: UUID) -> WorkItem:
        """Raises `NotFoundError`, and `ConflictError` for an item that was not given up."""
        principal.require(self.permission)
        with self.unit_of_work.write() as session:
            item = session.work.by_id(item_id)
            if item is None:
                raise NotFoundError(f"there is no work item {item_id}")
            retried = item.retried(self.clock.now())
            session.work.replace(item, retried)
            session.after_commit(self.desk.on_work)
        return retried
