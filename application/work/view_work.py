"""See an item, and why its attempts failed."""

from typing import ClassVar
from uuid import UUID

from attrs import define, frozen

from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.errors import NotFoundError
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.work.work_item import WorkFailure, WorkItem


@frozen(kw_only=True)
class WorkView:
    """An item and its failed attempts, in order."""

    item: WorkItem
    failures: tuple[WorkFailure, ...]


@define
class ViewWork:
    """Open to admins."""

    permission: ClassVar = Permission.MANAGE_WORK

    unit_of_work: IUnitOfWork

    def __call__(self, principal: Principal, item_id: UUID) -> WorkView:
        """Raises `NotFoundError`."""
        principal.require(self.permission)
        with self.unit_of_work.read() as session:
            item = session.work.by_id(item_id)
            if item is None:
                raise NotFoundError(f"there is no work item {item_id}")
            return WorkView(item=item, failures=session.work.failures(item_id))
