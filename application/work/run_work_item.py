"""Try a piece of work."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from time import perf_counter
from uuid import UUID

from attrs import define

from parlons.application.ports.clock import IClock
from parlons.application.ports.telemetry import ITelemetry, WorkEnded, WorkFailed
from parlons.application.ports.unit_of_work import IUnitOfWork, IWriteSession, StaleRevisionError
from parlons.application.work.handler import Effect, LeaseLostError, WorkHandler
from parlons.domain.work.work_item import WorkFailure, WorkItem


@define
class RunWorkItem:
    """Whoever holds the lease does the work; its effect and its end are one transaction.

    An item that is not due, that somebody else has or that is finished is left alone, so the same
    id may come any number of times.
    """

    unit_of_work: IUnitOfWork
    handlers: Mapping[str, WorkHandler]
    clock: IClock
    telemetry: ITelemetry
    owner: str
    lease: timedelta
    chance: Callable[[], float]

    def __call__(self, item_id: UUID) -> None:
        """Raises `StorageUnavailableError`, and nothing else."""
        began = perf_counter()
        item = self._claim(item_id)
        if item is None:
            return
        try:
            effect = self._work(item)
            self._commit(item, effect)
        except LeaseLostError:
            return
        except Exception as error:  # noqa: BLE001  # whatever a handler raises is why it failed
            self._note_failure(item, error)
        else:
            self.telemetry.record(WorkEnded(queue=item.queue, seconds=perf_counter() - began))

    def _claim(self, item_id: UUID) -> WorkItem | None:
        with self.unit_of_work.write() as session:
            item = session.work.by_id(item_id)
            claimed = item and item.claimed(self.owner, self.clock.now(), self.lease)
            if item is None or claimed is None:
                return None
            try:
                session.work.replace(item, claimed)
            except StaleRevisionError:
                return None
            return claimed

    def _work(self, item: WorkItem) -> Effect:
        handler = self.handlers.get(item.kind)
        if handler is None:
            raise LookupError(f"nobody does work of the kind {item.kind}")
        return handler(item, lambda progress: self._renew(item, progress))

    def _renew(self, item: WorkItem, progress: int | None) -> None:
        with self.unit_of_work.write() as session:
            _replace(session, item, item.renewed(self.clock.now(), self.lease, progress))

    def _commit(self, item: WorkItem, effect: Effect) -> None:
        with self.unit_of_work.write() as session:
            effect(session)
            _replace(session, item, item.succeeded(self.clock.now()))

    def _note_failure(self, item: WorkItem, error: Exception) -> None:
        reason = _storable(f"{type(error).__name__}: {error}")
        now = self.clock.now()
        failed = item.failed(reason, now, self.chance())
        failure = WorkFailure(attempt=item.attempt, owner=item.owner, failed_at=now, error=reason)
        try:
            with self.unit_of_work.write() as session:
                session.work.replace(item, failed)
                session.work.note_failure(item.id, failure)
        except StaleRevisionError:
            return
        self.telemetry.record(WorkFailed.of(item, failed.status, reason))


def _storable(reason: str) -> str:
    """Return up to 2,000 characters that any store takes."""
    return reason.encode(errors="replace").decode().replace("\0", "")[:2000]


def _replace(session: IWriteSession, before: WorkItem, after: WorkItem) -> None:
    try:
        session.work.replace(before, after)
    except StaleRevisionError as error:
        raise LeaseLostError(f"item {before.id} is not ours any more") from error
