"""Which scopes may be given a cap."""

from parlons.domain.errors import InvalidInputError, checking_input
from parlons.domain.spending.scope import INSTALLATION, Scope, ScopeKind


def capped_scope(kind: str, name: str) -> Scope:
    """Return what a cap is for; the name of an installation is `all`."""
    if kind == ScopeKind.INSTALLATION and name == "all":
        return INSTALLATION
    if kind in (ScopeKind.ORGANISATION, ScopeKind.PLAN):
        with checking_input("/name"):
            return Scope(ScopeKind(kind), name)
    raise InvalidInputError(
        f"there are caps for organisation/NAME, plan/NAME and installation/all, not {kind}/{name};"
        " what single users may spend is set with their plan",
        "/kind",
    )
