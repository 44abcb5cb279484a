"""Let an organisation, a plan or the installation spend without a cap."""

from typing import ClassVar

from attrs import define

from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.spending.capped_scope import capped_scope
from parlons.domain.errors import NotFoundError
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal


@define
class RemoveCap:
    """From then on only wider scopes set a limit, and for the installation its setting."""

    permission: ClassVar = Permission.MANAGE_SPENDING

    unit_of_work: IUnitOfWork

    def __call__(self, principal: Principal, kind: str, name: str) -> None:
        """Raises `InvalidInputError` likewise, and `NotFoundError` where no cap was set."""
        principal.require(self.permission)
        scope = capped_scope(kind, name)
        with self.unit_of_work.write() as session:
            if not session.caps.remove(scope):
                raise NotFoundError(f"no cap was set for {scope}")
