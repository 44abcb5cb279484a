"""Password hashes and access tokens."""

from collections.abc import Iterator

from parlons.adapters.injection.extras import extra
from parlons.application.environment import SettingsError, variable
from parlons.application.ports.clock import IClock
from parlons.application.ports.password_hasher import IPasswordHasher
from parlons.application.ports.token_issuer import ITokenIssuer
from parlons.application.settings import Settings


def argon2() -> Iterator[IPasswordHasher]:
    """Hashes for people's passwords."""
    with extra("identity", "argon2"):
        from parlons.adapters.identity.argon2_password_hasher import Argon2PasswordHasher

    yield Argon2PasswordHasher()


def plain(settings: Settings) -> Iterator[IPasswordHasher]:
    """Hashes for tests; raises `SettingsError` where passwords are kept."""
    if settings.store != "memory":
        name, store = variable("password_hasher"), variable("store")
        raise SettingsError(f"{name}: plain is not secure, and for {store}=memory only")
    from parlons.adapters.identity.plain_password_hasher import PlainPasswordHasher

    yield PlainPasswordHasher()


def jwt(settings: Settings, clock: IClock) -> Iterator[ITokenIssuer]:
    """Tokens signed with the secret of this installation."""
    with extra("identity", "the token issuer"):
        from parlons.adapters.identity.jwt_token_issuer import JwtTokenIssuer
    from parlons.adapters.identity.token_secret import token_secret

    yield JwtTokenIssuer(token_secret(settings), clock, settings.token_minutes)
