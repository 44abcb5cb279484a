"""Where work is put down to be done."""

from collections.abc import Callable, Sequence

from attrs import define

from parlons.application.ports.clock import IClock
from parlons.application.ports.id_generator import IIdGenerator
from parlons.application.ports.unit_of_work import IWriteSession
from parlons.domain.work.work_item import WorkItem


@define
class WorkDesk:
    """Stores items together with what makes them necessary; that is why none is ever lost.

    `on_work` is called after the commit, to let those know who wait for work in this process.
    """

    clock: IClock
    id_generator: IIdGenerator
    on_work: Callable[[], None]

    def put(
        self,
        session: IWriteSession,
        queues: Sequence[str],
        ref: str,
        *,
        priority: int,
        kind: str | None = None,
        user_id: str | None = None,
    ) -> int:
        """Store an item in each queue; return in how many there was none about this.

        The kind of an item is by default named like its queue.
        """
        now = self.clock.now()
        items = [
            WorkItem(
                id=self.id_generator.new_id(),
                queue=queue,
                kind=kind or queue,
                ref=ref,
                user_id=user_id,
                priority=priority,
                created_at=now,
                run_at=now,
            )
            for queue in queues
        ]
        added = session.work.add(items)
        if added:
            session.after_commit(self.on_work)
        return added
