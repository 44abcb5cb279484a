import unicodedata

import pytest

from parlons.adapters.system.fixed_clock import FixedClock
from parlons.application.identity.register_user import Registration
from parlons.application.ports.unit_of_work import DuplicateError
from parlons.domain.errors import PermissionDeniedError
from parlons.domain.identity.principal import OPERATOR, VISITOR, Principal
from parlons.domain.identity.role import Role

ADMINS = frozenset({Role.LEARNER, Role.ADMIN})


def registration(**changes: str) -> Registration:
    known = {"email": "ada@example.org", "password": "correct horse", "display_name": "Ada"}
    return Registration(**(known | changes))


def stored(unit_of_work, email: str = "ada@example.org"):
    with unit_of_work.read() as session:
        return session.users.by_email(email)


def test_a_visitor_becomes_a_learner(register_user, unit_of_work):
    account = register_user(VISITOR, registration(zone="Europe/London"))
    assert (account.email, account.display_name) == ("ada@example.org", "Ada")
    assert account.roles == (Role.LEARNER,)
    assert (account.plan, account.zone) == ("free", "Europe/London")
    user = stored(unit_of_work)
    assert (user.id, user.created_at, user.revision) == (account.id, FixedClock().now(), 1)


def test_the_password_is_kept_as_a_hash_alone(register_user, unit_of_work, password_hasher):
    register_user(VISITOR, registration())
    kept = stored(unit_of_work).password_hash
    assert "correct horse" not in kept
    assert password_hasher.verify("correct horse", kept)


def test_an_address_is_registered_in_its_normal_form(register_user):
    account = register_user(VISITOR, registration(email=" Ada@Example.ORG "))
    assert account.email == "ada@example.org"


def test_an_address_has_one_account_however_it_is_typed(register_user, unit_of_work):
    register_user(VISITOR, registration())
    with pytest.raises(DuplicateError):
        register_user(VISITOR, registration(email="ADA@example.org", display_name="Other"))
    assert stored(unit_of_work).display_name == "Ada"


@pytest.mark.parametrize("principal", [VISITOR, Principal("x", frozenset({Role.EDUCATOR}))])
def test_other_roles_are_not_for_the_asking(register_user, unit_of_work, principal):
    with pytest.raises(PermissionDeniedError):
        register_user(principal, registration(), ADMINS)
    assert stored(unit_of_work) is None


def test_other_roles_are_given_by_those_who_manage_users(register_user, unit_of_work):
    account = register_user(OPERATOR, registration(), ADMINS)
    assert set(account.roles) == stored(unit_of_work).roles == ADMINS


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "ada"),
        ("email", "a\ud800@example.org"),
        ("password", "seven77"),
        ("password", " " * 8),
        ("display_name", " "),
        ("zone", "Mars/Olympus"),
    ],
)
def test_what_makes_no_account_is_refused_by_its_field(field: str, value: str):
    with pytest.raises(ValueError, match=field) as refused:
        registration(**{field: value})
    assert field != "password" or value not in str(refused.value)


def test_a_password_is_measured_as_it_is_compared():
    decomposed = unicodedata.normalize("NFD", "éèàùêôî")
    assert len(decomposed) > 8
    with pytest.raises(ValueError, match="password"):
        registration(password=decomposed)
