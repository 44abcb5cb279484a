"""People are told of budgets: learners of their own, administrators of the others."""

import pytest
from tests.support.api import settings

from parlons.adapters.notifications.in_memory_notifier import InMemoryNotifier
from parlons.application.identity.register_user import Registration
from parlons.application.ports.notifier import Notice
from parlons.application.work.queues import JOBS, TELL_BUDGET
from parlons.container import Container
from parlons.domain.identity.principal import OPERATOR
from parlons.domain.spending.alert import BudgetAlert
from parlons.domain.spending.period import Period
from parlons.domain.spending.scope import INSTALLATION, Scope, ScopeKind
from parlons.domain.work.priority import BACKGROUND

APRIL = Period("2026-04")


@pytest.fixture
def notifier() -> InMemoryNotifier:
    return InMemoryNotifier()


@pytest.fixture
def container(notifier: InMemoryNotifier) -> Container:
    return Container(settings=settings(), notifier=notifier)


def told(container: Container, scope: Scope, percentage: int = 50) -> None:
    alert = BudgetAlert(scope=scope, period=APRIL, percentage=percentage)
    for _ in range(2):
        with container.unit_of_work().write() as session:
            container.work_desk().put(
                session, [JOBS], alert.ref, priority=BACKGROUND, kind=TELL_BUDGET
            )


def test_a_learner_is_told_once_at_the_address_they_registered(
    container: Container, notifier: InMemoryNotifier
):
    registration = Registration(
        email="ada@example.org", password="correct horse", display_name="Ada"
    )
    user = container.register_user()(OPERATOR, registration)
    told(container, Scope(ScopeKind.USER, str(user.id)))
    (notice,) = notifier.notices
    assert (notice.user_id, notice.email) == (str(user.id), "ada@example.org")
    assert notice.data["percentage"] == 50
    assert "01 May 2026" in notice.text


def test_a_host_s_own_user_has_no_address_here(container: Container, notifier: InMemoryNotifier):
    told(container, Scope(ScopeKind.USER, "host:7"))
    (notice,) = notifier.notices
    assert (notice.user_id, notice.email) == ("host:7", None)


def test_administrators_are_told_of_wider_budgets_and_of_a_learner_s_that_is_used_up(
    container: Container, notifier: InMemoryNotifier
):
    told(container, INSTALLATION, 80)
    told(container, Scope(ScopeKind.ORGANISATION, "lycee"), 50)
    told(container, Scope(ScopeKind.USER, "ada"), 100)
    assert [(each.user_id, each.subject[:5]) for each in notifier.notices] == [
        (None, "80 % "),
        (None, "50 % "),
        (None, "100 %"),
        ("ada", "You h"),
    ]
    assert len({each.id for each in notifier.notices}) == 4
    assert all(isinstance(each, Notice) for each in notifier.notices)
