"""Open a unit."""

from typing import ClassVar

from attrs import define

from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.progress.listings import OpenedUnit, opened_unit
from parlons.domain.errors import NotFoundError
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal


@define
class ViewUnit:
    """A unit comes with its grammar note and all its vocabulary; its lessons are a list."""

    permission: ClassVar = Permission.READ_COURSES

    unit_of_work: IUnitOfWork

    def __call__(self, principal: Principal, unit_id: int) -> OpenedUnit:
        """Raises `NotFoundError`."""
        principal.require(self.permission)
        with self.unit_of_work.read() as session:
            unit = session.catalogue.unit(unit_id)
            if unit is None:
                raise NotFoundError(f"there is no unit {unit_id}")
            return opened_unit(session, principal.user_id, unit)
