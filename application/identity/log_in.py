"""Trade credentials for an access token."""

from contextlib import suppress
from datetime import datetime
from typing import ClassVar

from attrs import define, field, frozen

from parlons.application.identity.account import Account, account_of
from parlons.application.ports.password_hasher import IPasswordHasher
from parlons.application.ports.token_issuer import ITokenIssuer
from parlons.application.ports.unit_of_work import IUnitOfWork, StaleRevisionError
from parlons.domain import fields
from parlons.domain.errors import AuthenticationError
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.identity.user import User, normalised_email, normalised_password


@frozen(kw_only=True)
class Credentials:
    """An address and its password."""

    email: str = field(converter=normalised_email, validator=fields.text(254))
    password: str = field(converter=normalised_password, validator=fields.text(256), repr=False)


@frozen(kw_only=True)
class LoggedIn:
    """A bearer token (RFC 6750), the instant it ends, and whose it is."""

    access_token: str = field(repr=False)
    token_type: str = "Bearer"  # noqa: S105  # the scheme, no secret
    expires_at: datetime
    account: Account


@define
class LogIn:
    """A wrong address and a wrong password get the same answer after the same time."""

    permission: ClassVar = Permission.LOG_IN

    unit_of_work: IUnitOfWork
    password_hasher: IPasswordHasher
    token_issuer: ITokenIssuer

    def __call__(self, principal: Principal, credentials: Credentials) -> LoggedIn:
        """Raises `AuthenticationError`."""
        principal.require(self.permission)
        with self.unit_of_work.read() as session:
            user = session.users.by_email(credentials.email)
        password_hash = user.password_hash if user else None
        if not self.password_hasher.verify(credentials.password, password_hash) or user is None:
            raise AuthenticationError("the address or the password is wrong")
        if self.password_hasher.needs_rehash(user.password_hash):
            self._rehash(user, credentials.password)
        token = self.token_issuer.issue(user.principal())
        return LoggedIn(
            access_token=token.token, expires_at=token.expires_at, account=account_of(user)
        )

    def _rehash(self, user: User, password: str) -> None:
        """Store a hash of today's parameters, unless somebody else changes the account just now."""
        changed = user.with_password_hash(self.password_hasher.hash(password))
        with suppress(StaleRevisionError), self.unit_of_work.write() as session:
            session.users.update(changed)
