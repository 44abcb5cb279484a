"""Forget work that was done long ago."""

from datetime import datetime, timedelta
from typing import Final

from attrs import define

from parlons.application.ports.clock import IClock
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.work.handler import Beat, Effect, WorkHandler, nothing
from parlons.domain.work.work_item import WorkItem

KEPT: Final = timedelta(days=30)
"""How long finished items can be looked at; dead ones are kept until somebody decides."""

_BATCH: Final = 500


@define
class ForgetWork(WorkHandler):
    """Deletes what succeeded or was cancelled 30 days ago, a batch at a time."""

    unit_of_work: IUnitOfWork
    clock: IClock

    def __call__(self, item: WorkItem, beat: Beat) -> Effect:  # noqa: ARG002  # all items are alike
        before = self.clock.now() - KEPT
        while self._forget(before):
            beat(None)
        return nothing

    def _forget(self, before: datetime) -> bool:
        with self.unit_of_work.write() as session:
            return session.work.forget(before, _BATCH) == _BATCH
