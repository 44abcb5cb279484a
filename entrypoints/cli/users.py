"""`parlons users`."""

import sys
from contextlib import suppress
from typing import Annotated, Final

import typer

from parlons.application.identity.account import Account
from parlons.application.identity.log_in import Credentials
from parlons.application.identity.register_user import Registration
from parlons.application.ports.unit_of_work import DuplicateError
from parlons.container import Container
from parlons.domain.errors import AuthenticationError
from parlons.domain.identity.principal import OPERATOR, VISITOR
from parlons.domain.identity.role import Role
from parlons.entrypoints.cli.input import checked
from parlons.entrypoints.cli.output import show
from parlons.entrypoints.cli.session import ready

app = typer.Typer(help="Manage accounts.", no_args_is_help=True)

_DEMO_ROLES: Final = (Role.LEARNER, Role.EDUCATOR, Role.ADMIN)


@app.command()
def add(
    email: Annotated[str | None, typer.Option(help="Address to log in with.")] = None,
    name: Annotated[
        str | None, typer.Option(help="Name to show; by default what precedes the @.")
    ] = None,
    role: Annotated[
        list[Role] | None, typer.Option(help="May be given more than once; learner by default.")
    ] = None,
    zone: Annotated[str, typer.Option(help="Time zone in which the days begin.")] = "UTC",
    *,
    demo: Annotated[
        bool, typer.Option("--demo", help="Open one account of each role, for trying out.")
    ] = False,
) -> None:
    """Open an account.

    The password is asked for, or read from standard input.

    Example: parlons users add --email anne@example.org --role educator
    """
    if demo == (email is not None):
        raise typer.BadParameter("give either --email or --demo")
    if email is None:
        with ready() as container:
            _add_demo_accounts(container)
        return
    with checked():
        registration = Registration(
            email=email,
            password=_password(),
            display_name=name or email.partition("@")[0],
            zone=zone,
        )
    with ready() as container:
        account = container.register_user()(
            OPERATOR, registration, frozenset(role or [Role.LEARNER])
        )
    show(f"added {_described(account)}")


def _password() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")


def _add_demo_accounts(container: Container) -> None:
    for role in _DEMO_ROLES:
        registration = Registration(
            email=f"{role}@example.org",
            password=f"{role}-demo",
            display_name=f"Demo {role}",
        )
        with suppress(DuplicateError):
            container.register_user()(OPERATOR, registration, frozenset({role}))
        show(f"{registration.email} logs in with {_password_of(registration, container)}")


def _password_of(registration: Registration, container: Container) -> str:
    credentials = Credentials(email=registration.email, password=registration.password)
    try:
        container.log_in()(VISITOR, credentials)
    except AuthenticationError:
        return "a password that was changed"
    return f"the password {registration.password}"


def _described(account: Account) -> str:
    return f"{account.email} ({', '.join(account.roles)}) with the id {account.id}"
