"""Keep a streak over a day without learning."""

from datetime import date
from typing import ClassVar

from attrs import define, frozen

from parlons.application.events.publisher import Publisher
from parlons.application.ports.clock import IClock
from parlons.application.ports.id_generator import IIdGenerator
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.progress.streak_view import StreakView, active_days, streak_view
from parlons.application.progress.xp_consumer import XpConsumer
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.progress.event import DayFrozen, Event
from parlons.domain.progress.freezing import require_freezable
from parlons.domain.progress.moment import Moment
from parlons.domain.work.priority import priority


@frozen(kw_only=True)
class Freeze:
    """A day in the learner's calendar."""

    day: date


@define
class FreezeDay:
    """Two days a month may be left out; a frozen day stays so, and freezing it again is nothing."""

    permission: ClassVar = Permission.ANSWER_EXERCISES

    unit_of_work: IUnitOfWork
    xp: XpConsumer
    publisher: Publisher
    clock: IClock
    id_generator: IIdGenerator

    def __call__(self, principal: Principal, freeze: Freeze) -> StreakView:
        """Raises `InvalidInputError` for a day too far away, `ConflictError` for one too many.

        Likewise for a day with an activity, which needs none.
        """
        principal.require(self.permission)
        moment = Moment(self.clock.now(), principal.zone)
        event = Event(
            id=self.id_generator.new_id(),
            user_id=principal.user_id,
            key=f"{DayFrozen.TYPE} {freeze.day}",
            fact=DayFrozen(day=freeze.day),
            moment=moment,
            recorded_at=moment.at,
        )
        with self.unit_of_work.write() as session:
            session.progress.lock(principal.user_id)
            frozen_days = session.ledger.frozen_days(principal.user_id)
            if freeze.day not in frozen_days:
                active = active_days(session, principal.user_id)
                require_freezable(freeze.day, moment.local_date, frozen_days, active)
                self.xp.apply(session, event)
                self.publisher.publish(session, event, priority(principal.plan))
            return streak_view(session, principal.user_id, moment.local_date)
