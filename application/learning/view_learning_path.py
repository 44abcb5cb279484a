"""Open a course."""

from typing import ClassVar

from attrs import define, frozen

from parlons.application.learning.list_units import units_page
from parlons.application.paging import FIRST_PAGE, Page, PageRequest
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.progress.listings import UnitListing
from parlons.domain.errors import NotFoundError
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.learning.catalogue import PathSummary
from parlons.domain.progress.unit_progress import PathProgress


@frozen(kw_only=True)
class LearningPathView:
    """A path, how far the learner is (None who has not taken it up), and a page of its units."""

    path: PathSummary
    progress: PathProgress | None
    units: Page[UnitListing]


@define
class ViewLearningPath:
    """Four statements, whatever the length of the path; five where a page goes on with it."""

    permission: ClassVar = Permission.READ_COURSES

    unit_of_work: IUnitOfWork

    def __call__(
        self, principal: Principal, path_id: int, page: PageRequest = FIRST_PAGE
    ) -> LearningPathView:
        """Raises `NotFoundError`."""
        principal.require(self.permission)
        with self.unit_of_work.read() as session:
            path = session.catalogue.path(path_id)
            if path is None:
                raise NotFoundError(f"there is no learning path {path_id}")
            return LearningPathView(
                path=path,
                progress=session.progress.path(principal.user_id, path_id),
                units=units_page(session, principal.user_id, path_id, page),
            )
