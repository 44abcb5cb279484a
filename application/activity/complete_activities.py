"""Tell all that was done while a device was offline."""

from datetime import UTC, datetime
from typing import ClassVar, Final

from attrs import define, field, frozen

from parlons.application.activity.activity_desk import ActivityDesk
from parlons.application.activity.activity_report import (
    MAX_ACTIVITIES,
    MAX_ANSWERS,
    AcceptedActivity,
    ActivityReport,
)
from parlons.application.grading.course_lexicons import gathering_words
from parlons.application.ports.unit_of_work import IUnitOfWork, IWriteSession
from parlons.domain import fields
from parlons.domain.errors import ConflictError, InvalidInputError, NotFoundError
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.learning.unlocking import UnitLockedError

_REFUSALS: Final = (NotFoundError, UnitLockedError, ConflictError, InvalidInputError)
_LATEST: Final = datetime.max.replace(tzinfo=UTC)


@frozen(kw_only=True)
class ActivityReports:
    """Up to 200 activities, in any order; each should have its `event_id` and `occurred_at`.

    They may have 2,000 answers in all.
    """

    activities: tuple[ActivityReport, ...] = field(validator=fields.items(1, MAX_ACTIVITIES))

    @activities.validator
    def _few_answers(self, _attribute: object, reports: tuple[ActivityReport, ...]) -> None:
        """Refuse what would keep others from writing for long: all is graded and stored at once."""
        count = sum(len(each.answers) for each in reports)
        if count > MAX_ANSWERS:
            raise ValueError(
                f"activities may have {MAX_ANSWERS} answers in all, not {count}: send them in parts"
            )


@frozen(kw_only=True)
class AcceptedActivities:
    """The names of the activities' events, in the order they were told."""

    activities: tuple[AcceptedActivity, ...]


@define
class CompleteActivities:
    """All activities of a batch are stored, or none.

    They are looked at in the order of time, so that one may open the unit of the next.
    """

    permission: ClassVar = Permission.ANSWER_EXERCISES

    unit_of_work: IUnitOfWork
    desk: ActivityDesk

    @gathering_words
    def __call__(self, principal: Principal, reports: ActivityReports) -> AcceptedActivities:
        """Raises what `ActivityDesk.accept` raises; pointers say of which activity."""
        principal.require(self.permission)
        gate = self.desk.gate
        return gate.passing(principal.user_id, lambda: self._accept_all(principal, reports))

    def _accept_all(self, principal: Principal, reports: ActivityReports) -> AcceptedActivities:
        in_order = sorted(
            enumerate(reports.activities), key=lambda each: each[1].occurred_at or _LATEST
        )
        with self.unit_of_work.write() as session:
            accepted = {
                index: self._accept(session, principal, index, report) for index, report in in_order
            }
        return AcceptedActivities(activities=tuple(accepted[index] for index in sorted(accepted)))

    def _accept(
        self, session: IWriteSession, principal: Principal, index: int, report: ActivityReport
    ) -> AcceptedActivity:
        try:
            return self.desk.accept(session, principal, report)
        except _REFUSALS as error:
            error.pointer = f"/activities/{index}{error.pointer or ''}"
            raise
