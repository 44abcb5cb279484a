from datetime import UTC, date, datetime, timedelta, timezone
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


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Pacific/Kiritimati", date(2026, 3, 2)),
        ("UTC", date(2026, 3, 1)),
        ("Pacific/Pago_Pago", date(2026, 2, 28)),
    ],
)
def test_one_instant_has_three_dates_around_the_world(zone: str, day: date):
    instant = datetime(2026, 3, 1, 10, 30, tzinfo=UTC)
    in_india = instant.astimezone(timezone(timedelta(hours=5, minutes=30)))
    assert Principal("ada", zone=zone).local_date(instant) == day
    assert Principal("ada", zone=zone).local_date(in_india) == day


@pytest.mark.parametrize(
    ("last_minute", "day"),
    [
        (datetime(2026, 3, 28, 22, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), date(2026, 3, 29)),  # a day of 23 hours
        (datetime(2026, 10, 24, 21, 59, tzinfo=UTC), date(2026, 10, 24)),
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 25)),  # a day of 25 hours
    ],
)
def test_a_day_ends_at_midnight_by_the_clocks_of_that_day(last_minute: datetime, day: date):
    in_paris = Principal("ada", zone="Europe/Paris")
    assert in_paris.local_date(last_minute) == day
    assert in_paris.local_date(last_minute + timedelta(minutes=1)) == day + timedelta(days=1)


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


@pytest.mark.parametrize(
    "email",
    ["ada", "@example.org", "a b@example.org", "a@b@c", "a\n@b.c", "a\ud800@b.c", "a@" + "b" * 253],
)
def test_what_is_no_address_is_refused(email: str):
    with pytest.raises(ValueError, match="email"):
        user(email=email)


def test_what_is_no_address_is_told_in_words():
    with pytest.raises(ValueError, match=r"^email must be an address, such as ada@example\.org$"):
        user(email="ada")


def test_a_password_hash_is_not_printed():
    assert "hash-of-it" not in repr(user())


def test_a_new_password_hash_is_the_next_revision():
    changed = user().with_password_hash("new")
    assert (changed.password_hash, changed.revision) == ("new", 2)
