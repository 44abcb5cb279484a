"""`parlons users`."""

import io
import sys

import pytest
from tests.support.outside import QUICK_HASHER

from parlons.application.environment import settings_from
from parlons.application.identity.log_in import Credentials
from parlons.container import Container
from parlons.domain.errors import AuthenticationError
from parlons.domain.identity.principal import VISITOR
from parlons.domain.identity.role import Role

ADD = ["users", "add", "--email", "Anne@example.org"]


@pytest.fixture
def typed(monkeypatch):
    """Put text where the command reads its input."""
    return lambda text: monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def log_in(tmp_path, email: str, password: str):
    environ = {"PARLONS_DATA_DIR": str(tmp_path / "data"), "PARLONS_PASSWORD_HASHER": QUICK_HASHER}
    container = Container(settings=settings_from(environ))
    try:
        return container.log_in()(VISITOR, Credentials(email=email, password=password)).account
    finally:
        container.shutdown_resources()


def test_the_password_is_read_from_standard_input(parlons, typed, tmp_path):
    typed("one secret word\n")
    run = parlons(*ADD, "--zone", "Europe/Paris", "--role", "educator", "--role", "learner")
    assert (run.status, "one secret word" in run.out + run.err) == (0, False)
    assert run.out.startswith("added anne@example.org (educator, learner) with the id ")
    account = log_in(tmp_path, "anne@example.org", "one secret word")
    assert account.display_name == "Anne"
    assert account.zone == "Europe/Paris"
    assert set(account.roles) == {Role.EDUCATOR, Role.LEARNER}


def test_an_account_is_a_learners_unless_told_otherwise(parlons, typed):
    typed("one secret word\n")
    assert parlons(*ADD).out.startswith("added anne@example.org (learner) with")


def test_a_second_account_for_an_address_is_refused(parlons, typed, tmp_path):
    typed("one secret word\n")
    parlons(*ADD)
    typed("another secret\n")
    run = parlons(*ADD)
    assert (run.status, run.out) == (1, "")
    assert run.err.count("\n") == 1
    with pytest.raises(AuthenticationError):
        log_in(tmp_path, "anne@example.org", "another secret")


def test_what_is_no_address_is_told_in_words(parlons, typed):
    typed("one secret word\n")
    run = parlons("users", "add", "--email", "x")
    assert run.status == 2
    complaint = "email must be an address, such as ada@example.org"
    assert run.err == f"parlons: Invalid value: {complaint}\n"


def test_hashes_for_tests_are_refused_where_accounts_are_kept(parlons, typed, monkeypatch):
    monkeypatch.setenv("PARLONS_PASSWORD_HASHER", "plain")
    typed("one secret word\n")
    run = parlons(*ADD)
    assert (run.status, run.out) == (2, "")
    assert "PARLONS_PASSWORD_HASHER: plain is not secure" in run.err


@pytest.mark.parametrize(
    ("password", "options"),
    [("short\n", []), ("", []), ("one secret word\n", ["--zone", "Mars/Olympus"])],
)
def test_what_the_domain_refuses_is_misuse(parlons, typed, tmp_path, password, options):
    typed(password)
    run = parlons(*ADD, *options)
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith("parlons: Invalid value: ")
    assert run.err.count("\n") == 1
    assert not (tmp_path / "data").exists()


def test_the_demo_accounts_log_in_with_the_printed_passwords(parlons, tmp_path):
    run = parlons("users", "add", "--demo")
    printed = [line.split(" logs in with the password ") for line in run.out.splitlines()]
    accounts = [log_in(tmp_path, email, password) for email, password in printed]
    assert [account.roles for account in accounts] == [
        *((Role.LEARNER,), (Role.EDUCATOR,), (Role.ADMIN,)),
    ]


def test_the_demo_accounts_are_opened_once(parlons):
    first = parlons("users", "add", "--demo")
    second = parlons("users", "add", "--demo")
    assert (second.status, second.out) == (0, first.out)


def test_a_password_that_was_changed_is_not_printed(parlons, typed):
    typed("one secret word\n")
    parlons("users", "add", "--email", "admin@example.org", "--role", "admin")
    lines = parlons("users", "add", "--demo").out.splitlines()
    assert lines[2] == "admin@example.org logs in with a password that was changed"
