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
