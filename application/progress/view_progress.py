"""See how far one is."""

from typing import ClassVar

from attrs import define, frozen

from parlons.application.paging import FIRST_PAGE, Page, PageRequest, page_of
from parlons.application.ports.progress import EnrolledPath
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal


@frozen(kw_only=True)
class ProgressView:
    """The path used last, if any, and a page of all those taken up, by their ids."""

    current: EnrolledPath | None
    paths: Page[EnrolledPath]


@define
class ViewProgress:
    """A learner sees their own progress."""

    permission: ClassVar = Permission.READ_COURSES

    unit_of_work: IUnitOfWork

    def __call__(self, principal: Principal, page: PageRequest = FIRST_PAGE) -> ProgressView:
        """Return what the learner's activities have led to so far."""
        principal.require(self.permission)
        with self.unit_of_work.read() as session:
            return ProgressView(
                current=session.progress.current_path(principal.user_id),
                paths=page_of(
                    page,
                    "enrolments",
                    lambda after, limit: session.progress.enrolled(principal.user_id, after, limit),
                    lambda each: each.path.id,
                ),
            )
