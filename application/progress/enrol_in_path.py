"""Take up a learning path, or go back to it."""

from datetime import datetime, timedelta
from typing import ClassVar, Final

from attrs import define

from parlons.application.events.publisher import Publisher
from parlons.application.ports.clock import IClock
from parlons.application.ports.id_generator import IIdGenerator
from parlons.application.ports.progress import EnrolledPath
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.progress.progress_consumer import ProgressConsumer
from parlons.application.progress.tally import begun
from parlons.domain.errors import NotFoundError
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.progress.event import Event, PathEnrolled
from parlons.domain.progress.moment import Moment
from parlons.domain.work.priority import priority

_ONE_USE: Final = timedelta(minutes=1)


@define
class EnrolInPath:
    """A learner may be on several paths; the one taken up or worked on last is the current one."""

    permission: ClassVar = Permission.ANSWER_EXERCISES

    unit_of_work: IUnitOfWork
    progress: ProgressConsumer
    publisher: Publisher
    clock: IClock
    id_generator: IIdGenerator

    def __call__(self, principal: Principal, path_id: int) -> EnrolledPath:
        """Enrol, but store nothing where this is the path used last, within the last minute.

        Raises `NotFoundError`.
        """
        principal.require(self.permission)
        event = self._event(principal, path_id)
        with self.unit_of_work.write() as session:
            path = session.catalogue.path(path_id)
            if path is None:
                raise NotFoundError(f"there is no learning path {path_id}")
            current = session.progress.current_path(principal.user_id)
            if current is not None and _is_repeated(event.recorded_at, current, path_id):
                return current
            self.publisher.publish(session, event, priority(principal.plan))
            self.progress.apply(session, event)
            progress = session.progress.path(principal.user_id, path_id)
        return EnrolledPath(path=path, progress=progress or begun(event.recorded_at))

    def _event(self, principal: Principal, path_id: int) -> Event:
        now, new_id = self.clock.now(), self.id_generator.new_id()
        return Event(
            id=new_id,
            user_id=principal.user_id,
            key=str(new_id),
            fact=PathEnrolled(path_id=path_id),
            moment=Moment(now, principal.zone),
            recorded_at=now,
        )


def _is_repeated(now: datetime, current: EnrolledPath, path_id: int) -> bool:
    return current.path.id == path_id and now - current.progress.last_used_at < _ONE_USE
