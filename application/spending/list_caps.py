"""See what organisations, plans and the installation may spend."""

from typing import ClassVar

from attrs import define, frozen

from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.spending.scope import Cap


@frozen(kw_only=True)
class CapList:
    """Every cap that was set."""

    caps: tuple[Cap, ...]


@define
class ListCaps:
    """Open to those who manage spending."""

    permission: ClassVar = Permission.MANAGE_SPENDING

    unit_of_work: IUnitOfWork

    def __call__(self, principal: Principal) -> CapList:
        """Return the caps by kind and name."""
        principal.require(self.permission)
        with self.unit_of_work.read() as session:
            return CapList(caps=session.caps.all())
