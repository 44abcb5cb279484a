"""A registered user."""

import unicodedata
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from attrs import evolve, field, frozen

from parlons.domain import fields
from parlons.domain.identity.principal import Principal
from parlons.domain.identity.role import Role

# Blanks, controls, and marks that change how an address looks without being seen.
_UNSEEN: Final = r"\s\x00-\x1F\x7F\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF"

ADDRESS: Final = fields.Pattern(
    rf"[^@{_UNSEEN}]+@[^@{_UNSEEN}]+", "must be an address, such as ada@example.org"
)

EMAIL: Any = fields.text(254, pattern=ADDRESS)
"""An address that could be delivered to; only a message sent there proves more (RFC 5321)."""


def normalised_email(email: str) -> str:
    """Compose an address's characters and fold their case, so that one mailbox is one user.

    No other folding: ß and ss may be two people.
    """
    return unicodedata.normalize("NFC", email.strip()).lower()


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
