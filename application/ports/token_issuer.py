"""Access tokens."""

from abc import abstractmethod
from datetime import datetime
from typing import Protocol

from attrs import field, frozen

from parlons.domain.identity.principal import Principal


@frozen(kw_only=True)
class AccessToken:
    """A bearer token (RFC 6750) and the instant from which it is worthless."""

    token: str = field(repr=False)
    expires_at: datetime


class ITokenIssuer(Protocol):
    """Signs a principal into a token and reads it back."""

    @abstractmethod
    def issue(self, principal: Principal) -> AccessToken:
        """Return a token that stands for the principal for a short time."""

    @abstractmethod
    def authenticate(self, token: str) -> Principal:
        """Return the token's principal.

        Raises `AuthenticationError` for a token that is expired, altered, or somebody else's work.
        """
