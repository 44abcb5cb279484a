"""An account as its owner sees it."""

from uuid import UUID

from attrs import frozen

from parlons.domain.identity.role import Role
from parlons.domain.identity.user import User


@frozen(kw_only=True)
class Account:
    """What is stored of a user, without the password's hash."""

    id: UUID
    email: str
    display_name: str
    roles: tuple[Role, ...]
    plan: str
    zone: str


def account_of(user: User) -> Account:
    """Show a user what is stored of them."""
    return Account(
        id=user.id,
        email=user.email,
        display_name=user.display_name,
        roles=tuple(sorted(user.roles)),
        plan=user.plan,
        zone=user.zone,
    )
