"""Hashes that cost nothing."""

import secrets
from hashlib import sha256
from hmac import compare_digest
from typing import Final

from parlons.application.ports.password_hasher import IPasswordHasher

_SCHEME: Final = "insecure-sha256"


class PlainPasswordHasher(IPasswordHasher):
    """Salted but fast, so not secure: only for tests, where argon2 would take its time."""

    def hash(self, password: str) -> str:
        return _hash(password, secrets.token_hex(8))

    def verify(self, password: str, password_hash: str | None) -> bool:
        scheme, _, rest = (password_hash or "").partition("$")
        salt, _, _ = rest.partition("$")
        expected = _hash(password, salt)
        return scheme == _SCHEME and compare_digest(
            expected.encode(), (password_hash or "").encode()
        )

    def needs_rehash(self, password_hash: str) -> bool:
        """Say whether somebody else made the hash."""
        return not password_hash.startswith(_SCHEME + "$")


def _hash(password: str, salt: str) -> str:
    digest = sha256(f"{salt}${password}".encode(errors="surrogatepass")).hexdigest()
    return f"{_SCHEME}${salt}${digest}"
