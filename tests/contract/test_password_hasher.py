"""The exam of our password hashers."""

import pytest

from parlons.adapters.identity.argon2_password_hasher import Argon2PasswordHasher
from parlons.adapters.identity.plain_password_hasher import PlainPasswordHasher
from parlons.entrypoints.testing.contracts.password_hasher import PasswordHasherContract


class TestArgon2PasswordHasher(PasswordHasherContract):
    @pytest.fixture
    def hasher(self):
        return Argon2PasswordHasher()


class TestPlainPasswordHasher(PasswordHasherContract):
    @pytest.fixture
    def hasher(self):
        return PlainPasswordHasher()
