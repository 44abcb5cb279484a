"""Tell that a lesson was worked on."""

from typing import ClassVar

from attrs import define

from parlons.application.activity.activity_desk import ActivityDesk
from parlons.application.activity.activity_report import AcceptedActivity, ActivityReport
from parlons.application.grading.course_lexicons import gathering_words
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal


@define
class CompleteActivity:
    """A learner tells what was answered, never how well; what follows from it comes later."""

    permission: ClassVar = Permission.ANSWER_EXERCISES

    unit_of_work: IUnitOfWork
    desk: ActivityDesk

    @gathering_words
    def __call__(self, principal: Principal, report: ActivityReport) -> AcceptedActivity:
        """Store the activity, or find that it is stored.

        Raises what `ActivityDesk.accept` raises.
        """
        principal.require(self.permission)
        return self.desk.gate.passing(principal.user_id, lambda: self._accept(principal, report))

    def _accept(self, principal: Principal, report: ActivityReport) -> AcceptedActivity:
        with self.unit_of_work.write() as session:
            return self.desk.accept(session, principal, report)
