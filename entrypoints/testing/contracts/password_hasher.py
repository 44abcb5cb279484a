"""What every `IPasswordHasher` promises."""

import time
from typing import Final

import pytest

from parlons.application.ports.password_hasher import IPasswordHasher

PASSWORD: Final = "été 鍵 🔑 $:\0\ud800 " + "x" * 200
DAMAGED: Final = ["", "$", "x", "$argon2id$v=19$m=65536", "é" * 100, "a" * 100_000]


class PasswordHasherContract:
    """A hash proves that a password is known, and gives away nothing else."""

    @pytest.fixture
    def hasher(self) -> IPasswordHasher:
        """The hasher under test."""
        raise NotImplementedError

    @pytest.fixture
    def password_hash(self, hasher: IPasswordHasher) -> str:
        """A hash of `PASSWORD`."""
        return hasher.hash(PASSWORD)

    def test_the_password_is_recognised(self, hasher: IPasswordHasher, password_hash: str) -> None:
        assert hasher.verify(PASSWORD, password_hash)

    @pytest.mark.parametrize("password", ["", PASSWORD + "x", PASSWORD[:-1], PASSWORD.upper()])
    def test_another_password_is_not(
        self, hasher: IPasswordHasher, password_hash: str, password: str
    ) -> None:
        assert not hasher.verify(password, password_hash)

    def test_the_hash_does_not_hold_the_password(self, password_hash: str) -> None:
        assert "x" * 200 not in password_hash

    def test_one_password_has_many_hashes(
        self, hasher: IPasswordHasher, password_hash: str
    ) -> None:
        again = hasher.hash(PASSWORD)
        assert again != password_hash
        assert hasher.verify(PASSWORD, again)

    @pytest.mark.parametrize("damaged", DAMAGED, ids=range(len(DAMAGED)))
    def test_a_damaged_hash_proves_nothing(self, hasher: IPasswordHasher, damaged: str) -> None:
        assert not hasher.verify(PASSWORD, damaged)

    def test_a_hash_cut_short_proves_nothing(
        self, hasher: IPasswordHasher, password_hash: str
    ) -> None:
        assert not hasher.verify(PASSWORD, password_hash[:-4])

    @pytest.mark.parametrize("damaged", DAMAGED, ids=range(len(DAMAGED)))
    def test_a_damaged_hash_needs_another(self, hasher: IPasswordHasher, damaged: str) -> None:
        assert hasher.needs_rehash(damaged)

    def test_a_fresh_hash_needs_no_other(self, hasher: IPasswordHasher, password_hash: str) -> None:
        assert not hasher.needs_rehash(password_hash)

    def test_a_user_who_does_not_exist_takes_as_long_as_one_who_does(
        self, hasher: IPasswordHasher, password_hash: str
    ) -> None:
        assert not hasher.verify(PASSWORD, None)
        ratio = _seconds(hasher, None) / _seconds(hasher, password_hash)
        assert 0.4 < ratio < 2.5


def _seconds(hasher: IPasswordHasher, password_hash: str | None) -> float:
    """The shortest of a few runs, which is the one least disturbed."""
    taken = []
    for _ in range(5):
        started = time.perf_counter()
        hasher.verify("wrong", password_hash)
        taken.append(time.perf_counter() - started)
    return min(taken)
