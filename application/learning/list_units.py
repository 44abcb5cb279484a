"""See the units of a course."""

from typing import ClassVar

from attrs import define

from parlons.application.paging import FIRST_PAGE, Page, PageRequest, page_in_order
from parlons.application.ports.unit_of_work import IReadSession, IUnitOfWork
from parlons.application.progress.listings import UnitListing, list_units
from parlons.domain.errors import NotFoundError
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal


@define
class ListUnits:
    """Units come in the order they are taken, each with its state and what it still waits for."""

    permission: ClassVar = Permission.READ_COURSES

    unit_of_work: IUnitOfWork

    def __call__(
        self, principal: Principal, path_id: int, page: PageRequest = FIRST_PAGE
    ) -> Page[UnitListing]:
        """Raises `NotFoundError`."""
        principal.require(self.permission)
        with self.unit_of_work.read() as session:
            units = units_page(session, principal.user_id, path_id, page)
            if not units.items and session.catalogue.path(path_id) is None:
                raise NotFoundError(f"there is no learning path {path_id}")
        return units


def units_page(
    session: IReadSession, user_id: str, path_id: int, page: PageRequest
) -> Page[UnitListing]:
    """Return a page of a path's units."""
    return page_in_order(
        page,
        f"units of {path_id}",
        lambda after, limit: list_units(session, user_id, path_id, after, limit),
        lambda ids: session.catalogue.positions_of_units(path_id, ids),
    )
