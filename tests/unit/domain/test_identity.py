from datetime import UTC, datetime
from uuid import UUID

import pytest

from parlons.domain.errors import PermissionDeniedError
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import OPERATOR, VISITOR, Principal
from parlons.domain.identity.role import Role
from parlons.domain.identity.user import User


def test_a_principal_may_what_any_of_their_roles_allows():
    both = Principal("ada", frozenset({Role.VISITOR, Role.EDUCATOR}))
    assert both.may(Permission.REGISTER)
    assert both.may(Permission.MANAGE_COURSES)
    assert not both.may(Permission.MANAGE_USERS)


def test_a_missing_permission_is_named():
    with pytest.raises(PermissionDeniedError, match="courses:manage"):
        Principal("ada").require(Permission.MANAGE_COURSES)


def test_a_principal_without_roles_may_nothing():
    nobody = Principal("ada", frozenset())
    assert not any(nobody.may(permission) for permission in Permission)


def test_an_operator_may_everything_and_a_visitor_only_come_in():
    assert all(OPERATOR.may(permission) for permission in Permission)
    allowed = {permission for permission in Permission if VISITOR.may(permission)}
    assert allowed == {Permission.REGISTER, Permission.LOG_IN}


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "", "/etc/localtime"])
def test_a_zone_that_does_not_exist_is_refused(zone: str):
    with pytest.raises(ValueError, match="zone"):
        Principal("ada", zone=zone)


def user(**changes: object) -> User:
    known = {
        "id": UUID(int=1),
        "email": "ada@example.org",
        "display_name": "Ada",
        "password_hash": "hash-of-it",
        "created_at": datetime(2026, 1, 1, tzinfo=UTC),
    }
    return User(**(known | changes))


def test_an_address_is_folded_so_that_one_mailbox_is_one_user():
    assert user(email=" Ada@Example.ORG ").email == "ada@example.org"


@pytest.mark.parametrize("email", ["ada", "@example.org", "a b@example.org", "a@b@c", "a\n@b.c"])
def test_what_is_no_address_is_refused(email: str):
    with pytest.raises(ValueError, match="email"):
        user(email=email)


def test_a_password_hash_is_not_printed():
    assert "hash-of-it" not in repr(user())


def test_a_new_password_hash_is_the_next_revision():
    changed = user().with_password_hash("new")
    assert (changed.password_hash, changed.revision) == ("new", 2)
