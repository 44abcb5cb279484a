"""A registered user."""

import unicodedata
from datetime import datetime
from typing import Any
from uuid import UUID

from attrs import evolve, field, frozen
from attrs.validators import and_, matches_re, max_len

from parlons.domain import fields
from parlons.domain.identity.principal import Principal
from parlons.domain.identity.role import Role

EMAIL: Any = and_(max_len(254), matches_re(r"[^@\s\x00-\x1F\x7F]+@[^@\s\x00-\x1F\x7F]+"))
"""An address that could be delivered to; only a message sent there proves more (RFC 5321)."""


def normalised_email(email: str) -> str:
    """Fold an address so that one mailbox is one user."""
    return email.strip().casefold()


def normalised_password(password: str) -> str:
    """Compose a password's characters, so that every keyboard types the same one (NIST 800-63B)."""
    return unicodedata.normalize("NFKC", password)


@frozen(kw_only=True)
class User:
    """An account of this installation.

    `revision` counts the changes stored; an update of an older revision is refused.
    """

    id: UUID
    email: str = field(converter=normalised_email, validator=EMAIL)
    display_name: str = field(validator=fields.text(80))
    password_hash: str = field(repr=False, metadata=fields.SECRET)
    roles: frozenset[Role] = frozenset({Role.LEARNER})
    plan: str = field(default="free", validator=fields.slug())
    zone: str = field(default="UTC", validator=fields.time_zone)
    created_at: datetime
    revision: int = 1

    def principal(self) -> Principal:
        """The principal this user acts as."""
        return Principal(str(self.id), self.roles, self.plan, self.zone)

    def with_password_hash(self, password_hash: str) -> "User":
        """The user with a new password hash, one revision on."""
        return evolve(self, password_hash=password_hash, revision=self.revision + 1)
