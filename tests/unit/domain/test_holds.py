"""Money is set aside before a model is called, and booked once, whatever happens."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from attrs import evolve
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from parlons.domain.errors import ConflictError
from parlons.domain.spending.budget import Budget, alerts
from parlons.domain.spending.hold import ABANDONED, Hold, HoldStatus
from parlons.domain.spending.period import Period
from parlons.domain.spending.scope import INSTALLATION, Scope, ScopeKind
from parlons.domain.tutoring.usage import ModelPrice, TokenUsage

NOON = datetime(2026, 4, 30, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=1)
ADA = Scope(ScopeKind.USER, "ada")
ON_FREE = Scope(ScopeKind.PLAN, "free")
SCHOOL = Scope(ScopeKind.ORGANISATION, "school")
USED = TokenUsage(input_tokens=100, output_tokens=50)


def hold(**changes: object) -> Hold:
    given = {
        "id": UUID(int=1),
        "user_id": "ada",
        "plan": "free",
        "period": Period.at(NOON),
        "task": "ask",
        "model": "large",
        "reason": "first choice",
        "price": ModelPrice(input=1_000_000, output=2_000_000),
        "held": 500,
        "begun_at": NOON,
        "expires_at": NOON + timedelta(minutes=2),
    }
    return Hold(**given | changes)


def test_a_call_is_booked_at_its_price_in_the_period_in_which_it_began():
    settled = hold().dispatched().settled(USED, LATER)
    assert (settled.status, settled.spent, settled.outstanding) == (HoldStatus.SETTLED, 200, 0)
    assert settled.period == Period("2026-04")


def test_the_budgets_that_pay_are_locked_in_one_order():
    assert hold().scopes == (ADA, ON_FREE, INSTALLATION)
    assert hold(organisation="school").scopes == (ADA, SCHOOL, ON_FREE, INSTALLATION)


def test_a_failure_is_kept_with_what_it_took():
    assert hold().dispatched().settled(USED, LATER, "timeout").failure == "timeout"
    assert hold().dispatched().expired(LATER).failure == ABANDONED


def test_what_was_never_sent_costs_nothing():
    for ended in (hold().released(LATER), hold().expired(LATER)):
        assert (ended.status, ended.spent, ended.outstanding) == (HoldStatus.RELEASED, 0, 0)


def test_what_was_sent_and_forgotten_is_booked_at_its_worst_until_the_figures_come():
    expired = hold().dispatched().expired(LATER)
    assert (expired.status, expired.spent, expired.usage.estimated) == ("estimated", 500, True)
    assert expired.settled(USED, LATER).spent == 200


@pytest.mark.parametrize("act", ["dispatched", "settled", "released", "expired"])
def test_what_has_ended_does_not_begin_anew(act: str):
    settled = hold().dispatched().settled(USED, LATER)
    arguments = {"settled": (USED, LATER), "dispatched": ()}.get(act, (LATER,))
    with pytest.raises(ConflictError, match="the hold is settled"):
        getattr(settled, act)(*arguments)


def test_what_was_sent_cannot_be_released():
    with pytest.raises(ConflictError, match="the hold is dispatched"):
        hold().dispatched().released(LATER)


@pytest.mark.parametrize(
    ("before", "after", "cap", "told"),
    [
        (0, 49, 100, ()),
        (49, 50, 100, (50,)),
        (50, 79, 100, ()),
        (0, 100, 100, (50, 80, 100)),
        (99, 250, 100, (100,)),
        (100, 300, 100, ()),
        (1, 2, 3, (50,)),
        (0, 5, 0, ()),
    ],
)
def test_each_share_is_told_of_once(before: int, after: int, cap: int, told: tuple[int, ...]):
    assert alerts(before, after, cap) == told


class Spending(RuleBasedStateMachine):
    """Holds come and go in two periods under a cap; the counters are always their sums."""

    CAP = 2000
    holds = Bundle("holds")

    def __init__(self) -> None:
        super().__init__()
        self.all: dict[UUID, Hold] = {}
        self.budgets: dict[Period, Budget] = {}
        self.worst: dict[Period, int] = {}
        self.now = NOON

    def _put(self, before: Hold | None, after: Hold) -> None:
        budget = self.budgets.get(after.period, Budget())
        self.budgets[after.period] = budget.changed(before, after)
        self.all[after.id] = after

    @rule(target=holds, amount=st.integers(0, 900))
    def reserve(self, amount: int) -> UUID:
        period = Period.at(self.now)
        new = hold(id=UUID(int=len(self.all) + 1), period=period, held=amount)
        if not self.budgets.get(period, Budget()).has_room(amount, self.CAP):
            new = evolve(new, held=0)
        self._put(None, new)
        return new.id

    @rule(id_=holds)
    def dispatch(self, id_: UUID) -> None:
        if self.all[id_].status is HoldStatus.HELD:
            self._put(self.all[id_], self.all[id_].dispatched())

    @rule(id_=consumes(holds), share=st.floats(0, 1))
    def settle(self, id_: UUID, share: float) -> None:
        before = self.all[id_]
        if before.status in (HoldStatus.DISPATCHED, HoldStatus.ESTIMATED):
            used = TokenUsage(output_tokens=int(before.held * share) // 2)
            self._put(before, before.settled(used, self.now))

    @rule(id_=holds)
    def release(self, id_: UUID) -> None:
        if self.all[id_].status is HoldStatus.HELD:
            self._put(self.all[id_], self.all[id_].released(self.now))

    @rule()
    def expire_all(self) -> None:
        for each in list(self.all.values()):
            if each.is_open:
                self._put(each, each.expired(self.now))
        assert all(budget.held == 0 for budget in self.budgets.values())

    @rule(days=st.integers(0, 20))
    def let_time_pass(self, days: int) -> None:
        self.now += timedelta(days=days)

    @invariant()
    def the_counters_are_the_sums_of_the_ledger(self) -> None:
        for period, budget in self.budgets.items():
            of_period = [each for each in self.all.values() if each.period == period]
            assert budget.spent == sum(each.spent for each in of_period)
            assert budget.held == sum(each.outstanding for each in of_period)

    @invariant()
    def no_more_is_spent_than_the_cap(self) -> None:
        for budget in self.budgets.values():
            assert budget.spent + budget.held <= self.CAP


TestSpending = Spending.TestCase
