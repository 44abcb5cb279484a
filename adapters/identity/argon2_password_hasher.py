"""argon2, by argon2-cffi."""

import os
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error
from attrs import define, field

from parlons.application.ports.password_hasher import IPasswordHasher


@define
class Argon2PasswordHasher(IPasswordHasher):
    """argon2id with argon2-cffi's parameters: the low-memory profile of RFC 9106 (64 MiB).

    As many run at once as there are processors, so that callers, who need not be logged in, cannot
    take all memory; the others wait.
    """

    _hasher: PasswordHasher = field(factory=PasswordHasher, repr=False)
    _slots: BoundedSemaphore = field(
        factory=lambda: BoundedSemaphore(os.cpu_count() or 1), init=False, repr=False
    )

    def hash(self, password: str) -> str:
        with self._slots:
            return self._hasher.hash(_bytes(password))

    def verify(self, password: str, password_hash: str | None) -> bool:
        if password_hash is None:
            self.hash(password)  # takes as long as verifying
            return False
        try:
            with self._slots:
                return self._hasher.verify(password_hash, _bytes(password))
        except (Argon2Error, ValueError):
            return False

    def needs_rehash(self, password_hash: str) -> bool:
        """Say whether the hash has other parameters than today's, or is none of argon2's."""
        try:
            return self._hasher.check_needs_rehash(password_hash)
        except ValueError:
            return True


def _bytes(password: str) -> bytes:
    return password.encode(errors="surrogatepass")  # JSON can spell half a character
