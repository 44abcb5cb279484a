"""Open a course."""

from typing import ClassVar

from attrs import define, frozen

from parlons.application.paging import FIRST_PAGE, Page, PageRequest, page_of
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.errors import NotFoundError
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.learning.catalogue import PathSummary, UnitSummary


@frozen(kw_only=True)
class LearningPathView:
    """A path and a page of its units."""

    path: PathSummary
    units: Page[UnitSummary]


@define
class ViewLearningPath:
    """Two statements, whatever the length of the path."""

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
            units = page_of(
                page,
                f"units of {path_id}",
                lambda after, limit: session.catalogue.units(path_id, after, limit),
                lambda unit: unit.position,
            )
        return LearningPathView(path=path, units=units)
