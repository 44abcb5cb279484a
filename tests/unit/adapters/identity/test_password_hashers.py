import os
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST

from parlons.adapters.identity.argon2_password_hasher import Argon2PasswordHasher
from parlons.adapters.identity.plain_password_hasher import PlainPasswordHasher


@pytest.fixture(scope="module")
def argon2():
    return Argon2PasswordHasher()


def test_the_parameters_are_those_of_the_low_memory_profile(argon2):
    assert argon2.hash("password").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_a_hash_with_weaker_parameters_is_good_but_needs_another(argon2):
    weak = PasswordHasher.from_parameters(CHEAPEST).hash("password")
    assert argon2.verify("password", weak)
    assert argon2.needs_rehash(weak)


def test_neither_hasher_takes_a_hash_of_the_other(argon2):
    plain = PlainPasswordHasher()
    insecure, secure = plain.hash("password"), argon2.hash("password")
    assert not argon2.verify("password", insecure)
    assert argon2.needs_rehash(insecure)
    assert not plain.verify("password", secure)
    assert plain.needs_rehash(secure)


def test_a_hash_for_tests_says_that_it_is_not_secure():
    assert PlainPasswordHasher().hash("password").startswith("insecure-")


class CountingHasher(PasswordHasher):
    """Takes its time and notes how many calls there were at once."""

    running = most = 0

    def hash(self, *_: str | bytes) -> str:
        self._run()
        return "hash"

    def verify(self, *_: str | bytes) -> bool:
        self._run()
        return True

    def _run(self) -> None:
        self.running += 1
        self.most = max(self.most, self.running)
        time.sleep(0.02)
        self.running -= 1


@pytest.mark.parametrize(
    "work",
    [
        lambda hasher: hasher.hash("password"),
        lambda hasher: hasher.verify("password", "hash"),
        lambda hasher: hasher.verify("password", None),
    ],
    ids=["hash", "verify", "nobody"],
)
def test_no_more_run_at_once_than_there_are_processors(monkeypatch, work):
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    counting = CountingHasher()
    hasher = Argon2PasswordHasher(counting)
    with ThreadPoolExecutor(12) as pool:
        list(pool.map(work, [hasher] * 12))
    assert counting.most == 3
