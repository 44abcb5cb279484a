"""Decide what an organisation, a plan or the installation may spend."""

from typing import ClassVar

from attrs import define, field, frozen

from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.spending.capped_scope import capped_scope
from parlons.domain import fields
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.spending.scope import Cap


@frozen(kw_only=True)
class CapChange:
    """The most that may be spent a month, in micro-dollars."""

    microdollars: int = field(validator=fields.between(0, 10**15))


@define
class SetCap:
    """In force from the next call on; what is spent beyond it already leaves no room."""

    permission: ClassVar = Permission.MANAGE_SPENDING

    unit_of_work: IUnitOfWork

    def __call__(self, principal: Principal, kind: str, name: str, change: CapChange) -> Cap:
        """Raises `InvalidInputError` for a scope that has no cap of its own."""
        principal.require(self.permission)
        cap = Cap(scope=capped_scope(kind, name), microdollars=change.microdollars)
        with self.unit_of_work.write() as session:
            session.caps.put(cap)
        return cap
