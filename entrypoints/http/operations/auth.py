"""Accounts and access tokens."""

from attrs import frozen

from parlons.application.identity.account import Account
from parlons.application.identity.log_in import Credentials, LoggedIn, LogIn
from parlons.application.identity.register_user import RegisterUser, Registration
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.role import Role
from parlons.entrypoints.http.call import Call
from parlons.entrypoints.http.operation import operation
from parlons.entrypoints.http.problem import CONFLICT, UNAUTHENTICATED


@frozen(kw_only=True)
class CurrentUser:
    """Whom the access token stands for, and what they may do."""

    user_id: str
    roles: tuple[Role, ...]
    permissions: tuple[Permission, ...]
    plan: str
    zone: str


@operation(
    "POST",
    "/api/auth/register",
    use_case=RegisterUser,
    status=201,
    example={
        "email": "ada@example.org",
        "password": "correct horse",
        "displayName": "Ada",
        "zone": "Europe/London",
    },
    problems=(CONFLICT,),
)
def register(call: Call, body: Registration) -> Account:
    """Open an account for a learner."""
    return call.container.register_user()(call.principal, body)


@operation(
    "POST",
    "/api/auth/login",
    use_case=LogIn,
    example={"email": "ada@example.org", "password": "correct horse"},
    problems=(UNAUTHENTICATED,),
)
def log_in(call: Call, body: Credentials) -> LoggedIn:
    """Trade an address and its password for an access token.

    Send the token with every other request, as `Authorization: Bearer <accessToken>`.
    """
    return call.container.log_in()(call.principal, body)


@operation("GET", "/api/user")
def view_user(call: Call) -> CurrentUser:
    """See whom the access token stands for."""
    principal = call.principal
    return CurrentUser(
        user_id=principal.user_id,
        roles=tuple(sorted(principal.roles)),
        permissions=tuple(filter(principal.may, Permission)),
        plan=principal.plan,
        zone=principal.zone,
    )
