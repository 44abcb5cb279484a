"""Take up a learning path, or go back to it."""

from typing import ClassVar

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
        """Raises `NotFoundError`."""
        principal.require(self.permission)
        now, new_id = self.clock.now(), self.id_generator.new_id()
        event = Event(
            id=new_id,
            user_id=principal.user_id,
            key=str(new_id),
            fact=PathEnrolled(path_id=path_id),
            moment=Moment(now, principal.zone),
            recorded_at=now,
        )
        with self.unit_of_work.write() as session:
            path = session.catalogue.path(path_id)
            if path is None:
                raise NotFoundError(f"there is no learning path {path_id}")
            self.publisher.publish(session, event, priority(principal.plan))
            self.progress.apply(session, event)
            progress = session.progress.path(principal.user_id, path_id) or begun(now)
        return EnrolledPath(path=path, progress=progress)
