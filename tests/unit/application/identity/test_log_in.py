from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from parlons.adapters.identity.plain_password_hasher import PlainPasswordHasher
from parlons.application.identity.log_in import Credentials, LogIn
from parlons.application.identity.register_user import Registration
from parlons.domain.errors import AuthenticationError
from parlons.domain.identity.principal import VISITOR
from parlons.domain.identity.user import User

PASSWORD = "caf\u00e9 au lait"
THREADS = 4


@pytest.fixture(autouse=True)
def ada(register_user):
    return register_user(
        VISITOR, Registration(email="ada@example.org", password=PASSWORD, display_name="Ada")
    )


def credentials(email: str = "ada@example.org", password: str = PASSWORD) -> Credentials:
    return Credentials(email=email, password=password)


class PickyHasher(PlainPasswordHasher):
    """Wants another hash in place of each outdated one, and notes when it makes one."""

    def __init__(self, unit_of_work, outdated: str, readers: int = 1) -> None:
        self.unit_of_work = unit_of_work
        self.outdated = outdated
        self.all_have_read = Barrier(readers)
        self.made_while_writing: list[bool] = []

    def needs_rehash(self, password_hash: str) -> bool:
        self.all_have_read.wait(timeout=5)
        return password_hash == self.outdated

    def hash(self, password: str) -> str:
        self.made_while_writing.append(self.unit_of_work._lock.locked())
        return super().hash(password)


def stored(unit_of_work) -> User:
    with unit_of_work.read() as session:
        return session.users.by_email("ada@example.org")


def test_the_token_is_the_users(log_in, token_issuer, ada):
    logged_in = log_in(VISITOR, credentials())
    assert logged_in.account == ada
    assert token_issuer.authenticate(logged_in.access_token).user_id == str(ada.id)


@pytest.mark.parametrize("email", ["ADA@Example.org", " ada@example.org\n"])
def test_an_address_may_be_typed_in_another_way(log_in, ada, email: str):
    assert log_in(VISITOR, credentials(email)).account == ada


def test_every_keyboard_types_the_same_password(log_in, ada):
    assert log_in(VISITOR, credentials(password="cafe\u0301 au lait")).account == ada


@pytest.mark.parametrize("wrong", [PASSWORD + " ", PASSWORD.upper(), "cafe au lait", "x"])
def test_a_wrong_address_and_a_wrong_password_are_told_alike(log_in, wrong: str):
    with pytest.raises(AuthenticationError) as no_address:
        log_in(VISITOR, credentials(email="grace@example.org"))
    with pytest.raises(AuthenticationError) as no_password:
        log_in(VISITOR, credentials(password=wrong))
    assert str(no_address.value) == str(no_password.value)


def test_a_hash_that_will_do_is_kept(log_in, unit_of_work):
    before = stored(unit_of_work)
    log_in(VISITOR, credentials())
    assert stored(unit_of_work) == before


def test_an_outdated_hash_is_replaced_and_nobody_waits_for_it(unit_of_work, token_issuer):
    outdated = stored(unit_of_work).password_hash
    hasher = PickyHasher(unit_of_work, outdated)
    LogIn(unit_of_work, hasher, token_issuer)(VISITOR, credentials())
    user = stored(unit_of_work)
    assert user.password_hash != outdated
    assert hasher.verify(PASSWORD, user.password_hash)
    assert (user.revision, hasher.made_while_writing) == (2, [False])


def test_a_wrong_password_replaces_no_hash(unit_of_work, token_issuer):
    before = stored(unit_of_work)
    hasher = PickyHasher(unit_of_work, before.password_hash)
    with pytest.raises(AuthenticationError):
        LogIn(unit_of_work, hasher, token_issuer)(VISITOR, credentials(password="wrong"))
    assert (stored(unit_of_work), hasher.made_while_writing) == (before, [])


def test_all_who_log_in_at_once_while_the_hash_is_outdated_are_let_in(
    unit_of_work, token_issuer, ada
):
    hasher = PickyHasher(unit_of_work, stored(unit_of_work).password_hash, THREADS)
    log_in = LogIn(unit_of_work, hasher, token_issuer)
    with ThreadPoolExecutor(THREADS) as pool:
        logged_in = list(pool.map(log_in, [VISITOR] * THREADS, [credentials()] * THREADS))
    assert [each.account for each in logged_in] == [ada] * THREADS
    assert stored(unit_of_work).revision == 2
    assert hasher.verify(PASSWORD, stored(unit_of_work).password_hash)


def test_credentials_do_not_show_the_password():
    assert PASSWORD not in repr(credentials())
