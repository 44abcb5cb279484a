"""Where work is put down to be done."""

from collections.abc import Callable, Iterable, Sequence

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
        items = [self._item(queue, ref, priority, kind or queue, user_id) for queue in queues]
        return self._add(session, items)

    def put_each(
        self, session: IWriteSession, queue: str, about: Iterable[tuple[str, str]], *, priority: int
    ) -> int:
        """Do the same with a queue and many refs, each with the id of the user it concerns."""
        items = [self._item(queue, ref, priority, queue, user_id) for ref, user_id in about]
        return self._add(session, items)

    def _add(self, session: IWriteSession, items: Sequence[WorkItem]) -> int:
        added = session.work.add(items)
        if added:
            session.after_commit(self.on_work)
        return added

    def _item(
        self, queue: str, ref: str, priority: int, kind: str, user_id: str | None
    ) -> WorkItem:
        now = self.clock.now()
        return WorkItem(
            id=self.id_generator.new_id(),
            queue=queue,
            kind=kind,
            ref=ref,
            user_id=user_id,
            priority=priority,
            created_at=now,
            run_at=now,
        )
