"""Try all items of a queue again that are dead."""

from typing import ClassVar, Final

from attrs import define

from parlons.application.ports.clock import IClock
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.ports.work_items import WorkFilter
from parlons.application.work.work_desk import WorkDesk
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.work.work_item import WorkStatus

_BATCH: Final = 500


@define
class ReplayWork:
    """Each dead item gets as many attempts as a new one. Open to admins."""

    permission: ClassVar = Permission.MANAGE_WORK

    unit_of_work: IUnitOfWork
    desk: WorkDesk
    clock: IClock

    def __call__(self, principal: Principal, queue: str | None = None) -> int:
        """Return how many items of a queue, or of all, are tried again."""
        principal.require(self.permission)
        dead = WorkFilter(queue=queue, status=WorkStatus.DEAD)
        replayed = 0
        while batch := self._replay(dead):
            replayed += batch
        return replayed

    def _replay(self, dead: WorkFilter) -> int:
        now = self.clock.now()
        with self.unit_of_work.write() as session:
            items = session.work.page(dead, None, _BATCH)
            for item in items:
                session.work.replace(item, item.retried(now))
            if items:
                session.after_commit(self.desk.on_work)
        return len(items)
