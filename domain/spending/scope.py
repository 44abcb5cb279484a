"""Whose money is spent."""

from enum import StrEnum

from attrs import field, frozen

from parlons.domain import fields


class ScopeKind(StrEnum):
    """What a budget belongs to, from the narrowest to the widest."""

    USER = "user"
    ORGANISATION = "organisation"
    PLAN = "plan"
    INSTALLATION = "installation"


@frozen(order=True)
class Scope:
    """Somebody or something that has a budget; an installation has one, without a name."""

    kind: ScopeKind
    name: str = field(default="", validator=fields.text(64, min_length=0))

    def __str__(self) -> str:
        return f"{self.kind} {self.name}".rstrip()


INSTALLATION = Scope(ScopeKind.INSTALLATION)


@frozen(kw_only=True)
class Cap:
    """The most that a scope may spend in a period, in micro-dollars."""

    scope: Scope
    microdollars: int = field(validator=fields.between(0, 10**15))
