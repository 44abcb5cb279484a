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


def scopes_of(user_id: str, organisation: str | None, plan: str) -> tuple[Scope, ...]:
    """Return whose budgets pay for what a user does, from the narrowest to the widest.

    Always in this order, so that two who set money aside at once do not wait for each other.
    """
    user, all_on_plan = Scope(ScopeKind.USER, user_id), Scope(ScopeKind.PLAN, plan)
    if organisation is None:
        return user, all_on_plan, INSTALLATION
    return user, Scope(ScopeKind.ORGANISATION, organisation), all_on_plan, INSTALLATION


@frozen(kw_only=True)
class Cap:
    """The most that a scope may spend in a period, in micro-dollars."""

    scope: Scope
    microdollars: int = field(validator=fields.between(0, 10**15))
