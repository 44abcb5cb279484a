"""JSON Web Tokens (RFC 7519), by PyJWT."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

import jwt
from attrs import define, field

from parlons.application.ports.clock import IClock
from parlons.application.ports.token_issuer import AccessToken, ITokenIssuer
from parlons.domain.errors import AuthenticationError
from parlons.domain.identity.principal import Principal
from parlons.domain.identity.role import Role

_ALGORITHM: Final = "HS256"
_ISSUER: Final = "parlons"
_REMEMBERED: Final = 4096  # tokens
_CLAIMS: Final = ["sub", "roles", "plan", "zone", "iat", "exp", "iss"]


@define
class JwtTokenIssuer(ITokenIssuer):
    """Signs with HMAC-SHA256 and accepts nothing else.

    The clock alone tells the time: a token is good for `minutes` after it was issued. It carries
    the principal whole, so a change of roles takes effect with the next token.
    """

    _secret: str = field(repr=False)
    clock: IClock
    minutes: int = 60
    _verified: Callable[[str], tuple[Principal, float]] = field(init=False, repr=False)

    @_verified.default
    def _remember(self) -> Callable[[str], tuple[Principal, float]]:
        """Verify a token once: a client sends the same one with every request."""
        return lru_cache(_REMEMBERED)(self._verify)

    def issue(self, principal: Principal) -> AccessToken:
        issued_at = int(self.clock.now().timestamp())
        expires_at = issued_at + 60 * self.minutes
        claims = {
            "iss": _ISSUER,
            "sub": principal.user_id,
            "roles": sorted(principal.roles),
            "plan": principal.plan,
            "zone": principal.zone,
            "iat": issued_at,
            "exp": expires_at,
        }
        return AccessToken(
            token=jwt.encode(claims, self._secret, _ALGORITHM),
            expires_at=datetime.fromtimestamp(expires_at, UTC),
        )

    def authenticate(self, token: str) -> Principal:
        """Return the token's principal; raises `AuthenticationError`."""
        try:
            principal, expires_at = self._verified(token)
        except (jwt.PyJWTError, ValueError, TypeError, RecursionError) as error:
            raise AuthenticationError("the token is not valid") from error
        if expires_at <= self.clock.now().timestamp():
            raise AuthenticationError("the token has expired")
        return principal

    def _verify(self, token: str) -> tuple[Principal, float]:
        claims = jwt.decode(
            token,
            self._secret,
            algorithms=[_ALGORITHM],
            issuer=_ISSUER,
            options={"require": _CLAIMS, "verify_exp": False, "verify_iat": False},
        )
        return _principal(claims), float(claims["exp"])


def _principal(claims: dict[str, Any]) -> Principal:
    roles = frozenset(Role(role) for role in claims["roles"])
    return Principal(claims["sub"], roles, claims["plan"], claims["zone"])
