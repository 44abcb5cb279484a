"""What a user may spend follows from the plan and from what was decided."""

import pytest

from parlons.domain.spending.account import SpendingAccount
from parlons.domain.spending.allowance import Allowance
from parlons.domain.spending.budget import Budget
from parlons.domain.spending.plan import PLANS
from parlons.domain.spending.scope import INSTALLATION, Scope, ScopeKind

ADA = Scope(ScopeKind.USER, "ada")
SCHOOL = Scope(ScopeKind.ORGANISATION, "school")
ON_PLUS = Scope(ScopeKind.PLAN, "plus")


def allowance(plan: str = "plus", account: object = None, caps: object = None) -> Allowance:
    return Allowance.of("ada", PLANS, plan, account, caps or {})


def account(**decided: object) -> SpendingAccount:
    return SpendingAccount(user_id="ada", **decided)


def test_a_user_may_spend_what_the_plan_says():
    found = allowance()
    assert (found.plan.name, found.caps) == ("plus", {ADA: 5_000_000})
    assert (found.below, found.ranks) == (1, 3)


def test_what_was_decided_wins():
    found = allowance("free", account(plan="plus", budget=7, organisation="school"))
    assert found.plan.name == "plus"
    assert found.caps == {ADA: 7}
    assert found.scopes == (ADA, SCHOOL, ON_PLUS, INSTALLATION)


@pytest.mark.parametrize("plan", ["gone", "platinum"])
def test_whoever_is_on_a_plan_that_is_gone_is_on_the_lowest(plan: str):
    assert allowance(plan).plan.name == "free"
    assert allowance("school", account(plan=plan)).plan.name == "free"


@pytest.mark.parametrize(
    ("spent", "amount", "full"),
    [
        ({}, 100, None),
        ({}, 101, INSTALLATION),
        ({INSTALLATION: 1}, 100, INSTALLATION),
        ({ADA: 4_999_950}, 51, ADA),
        ({ADA: 5_000_000, INSTALLATION: 100}, 1, ADA),
        ({ON_PLUS: 10**15}, 100, None),
    ],
)
def test_the_narrowest_budget_without_room_is_named(
    spent: dict[Scope, int], amount: int, full: Scope | None
):
    found = allowance(caps={INSTALLATION: 100})
    budgets = {scope: Budget(spent=spent.get(scope, 0)) for scope in found.scopes}
    assert found.full(budgets, amount) == full
