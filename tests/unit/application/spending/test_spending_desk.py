"""Money is reserved, settled and booked to the micro-dollar."""

from datetime import UTC, datetime, timedelta

import pytest
from attrs import evolve
from tests.support.purse import LEARNER, PRICES, Purse

from parlons.application.ports.telemetry import LimitReached, ModelCalled, ModelFailed
from parlons.application.ports.unit_of_work import StaleRevisionError
from parlons.application.ports.usage import UsageFilter
from parlons.application.ports.work_items import WorkFilter
from parlons.application.spending.bill import Bill
from parlons.application.spending.change_plan import ChangePlan, PlanChange
from parlons.application.spending.remove_plan import RemovePlan
from parlons.application.work.queues import JOBS, TELL_BUDGET
from parlons.domain.identity.principal import OPERATOR, Principal
from parlons.domain.spending.alert import BudgetAlert
from parlons.domain.spending.hold import Hold, HoldStatus
from parlons.domain.spending.plan import PLANS
from parlons.domain.spending.refusal import BudgetExhaustedError
from parlons.domain.spending.scope import INSTALLATION, Scope, ScopeKind
from parlons.domain.spending.usage_report import UsageSums
from parlons.domain.tutoring.usage import ModelCall, TokenUsage

ADA = Scope(ScopeKind.USER, LEARNER.user_id)
WORST = TokenUsage(input_tokens=100, output_tokens=100)
USED = TokenUsage(input_tokens=80, output_tokens=10, cached_tokens=5)
BOTH = [("large", PRICES["large"]), ("small", PRICES["small"])]
SMALL = BOTH[1:]


def purse(budget: int, **given: object) -> Purse:
    return Purse(plans=(evolve(PLANS[0], budget=budget),), **given)


def opened(purse: Purse) -> Bill:
    return purse.desk.open(LEARNER, "ask")


def reserved(purse: Purse, bill: Bill) -> Hold:
    return purse.desk.dispatch(bill, purse.desk.reserve(bill, SMALL, WORST, "first"))


def totals(purse: Purse) -> UsageSums:
    today = purse.clock.now().date()
    with purse.unit_of_work.read() as session:
        return session.usage.total(UsageFilter(first=today, last=today))


def test_the_worst_is_set_aside_and_what_it_took_is_booked():
    ours = purse(10_000)
    bill = opened(ours)
    hold = ours.desk.reserve(bill, SMALL, WORST, "first")
    assert (hold.held, hold.status, hold.model) == (1100, HoldStatus.HELD, "small")
    for scope in (ADA, Scope(ScopeKind.PLAN, "free"), INSTALLATION):
        assert (ours.budget(scope).held, ours.budget(scope).spent) == (1100, 0)
    ours.desk.settle(bill, ours.desk.dispatch(bill, hold), USED)
    for scope in (ADA, Scope(ScopeKind.PLAN, "free"), INSTALLATION):
        assert (ours.budget(scope).held, ours.budget(scope).spent) == (0, 180)
    (row,) = ours.ledger()
    assert (row.spent, row.usage, row.reason, row.status) == (180, USED, "first", "settled")
    assert (bill.cost_microdollars, bill.usage) == (180, USED)


def test_the_first_model_for_which_there_is_room_is_taken_and_the_reason_told():
    hold = purse(2_000).desk.reserve(opened(purse(2_000)), BOTH, WORST, "first")
    assert (hold.model, hold.held) == ("small", 1100)
    assert hold.reason == "first; the budget has no room for large"


def test_what_does_not_fit_is_refused_until_the_period_is_over():
    ours = purse(1_099)
    with pytest.raises(BudgetExhaustedError, match=r"begins anew on 2026-02-01 at 00:00 UTC") as e:
        ours.desk.reserve(opened(ours), BOTH, WORST, "first")
    assert e.value.resets_at == datetime(2026, 2, 1, tzinfo=UTC)
    assert e.value.retry_after == timedelta(days=31)
    assert ours.ledger() == []
    assert ours.told(LimitReached) == [LimitReached(plan="free", by="user")]


def test_the_installation_pays_too():
    ours = purse(10_000, installation_cap=1_500)
    ours.desk.reserve(opened(ours), SMALL, WORST, "first")
    with pytest.raises(BudgetExhaustedError, match="the installation's budget"):
        ours.desk.reserve(opened(ours), SMALL, WORST, "first")


def test_a_new_period_begins_with_nothing_spent_and_late_figures_go_to_the_old_one():
    ours = purse(1_100)
    bill = opened(ours)
    hold = reserved(ours, bill)
    ours.clock.advance(timedelta(days=31))
    reserved(ours, opened(ours))
    ours.desk.settle(bill, hold, USED)
    assert (ours.budget(ADA).held, ours.budget(ADA).spent) == (1100, 0)
    ours.clock.advance(timedelta(days=-31))
    assert (ours.budget(ADA).held, ours.budget(ADA).spent) == (0, 180)


def test_what_was_given_up_is_swept_up():
    ours = purse(10_000)
    bill = opened(ours)
    ours.desk.reserve(bill, SMALL, WORST, "never sent")
    sent = reserved(ours, bill)
    assert ours.sweep.sweep() == 0
    ours.clock.advance(timedelta(minutes=3))
    assert ours.sweep.sweep() == 2
    assert [row.status for row in ours.ledger()] == ["released", "estimated"]
    assert (ours.budget(ADA).held, ours.budget(ADA).spent) == (0, 1100)
    assert totals(ours) == UsageSums(calls=1, failed=1, estimated=1, spent=1100)
    ours.desk.settle(bill, sent, USED)
    assert (ours.budget(ADA).held, ours.budget(ADA).spent) == (0, 180)
    assert totals(ours) == UsageSums(
        calls=1, input_tokens=80, output_tokens=10, cached_tokens=5, spent=180
    )


def test_what_was_released_meanwhile_is_not_sent():
    ours = purse(10_000)
    bill = opened(ours)
    hold = ours.desk.reserve(bill, SMALL, WORST, "first")
    ours.clock.advance(timedelta(minutes=3))
    ours.sweep.sweep()
    with pytest.raises(StaleRevisionError):
        ours.desk.dispatch(bill, hold)


def test_a_plan_that_is_deleted_while_in_use_pays_what_was_begun():
    ours = purse(10_000)
    trial = PlanChange(rank=1, requests=PLANS[0].requests, budget=5_000)
    ChangePlan(ours.unit_of_work)(OPERATOR, "trial", trial)
    on_trial = Principal("a-learner", plan="trial")
    bill = ours.desk.open(on_trial, "ask")
    hold = reserved(ours, bill)
    RemovePlan(ours.unit_of_work)(OPERATOR, "trial")
    ours.desk.settle(bill, hold, USED)
    (row,) = ours.ledger()
    assert (row.plan, row.spent) == ("trial", 180)
    assert ours.desk.open(on_trial, "ask").allowance.plan.name == "free"


def test_a_failure_is_in_the_ledger_with_its_cost():
    ours = purse(10_000)
    bill = opened(ours)
    ours.desk.settle(bill, reserved(ours, bill), USED, "timeout")
    (row,) = ours.ledger()
    assert (row.failure, row.spent) == ("timeout", 180)
    assert totals(ours).failed == 1


def test_operators_are_told_of_each_call_and_of_a_price_they_should_set():
    ours = purse(10_000)
    bill = opened(ours)
    ours.desk.settle(bill, reserved(ours, bill), USED)
    assert ours.told(ModelCalled) == [
        ModelCalled(model="small", input_tokens=80, output_tokens=10, cost_microdollars=180)
    ]
    assert ours.desk.priced(["unheard-of", "small"]) == SMALL
    (failed,) = ours.told(ModelFailed)
    assert failed.model == "unheard-of"


def test_people_are_told_once_of_each_share_of_a_budget():
    ours = purse(2_000, installation_cap=2_000)
    worst = TokenUsage(output_tokens=45)
    for _ in range(4):
        bill = opened(ours)
        hold = ours.desk.dispatch(bill, ours.desk.reserve(bill, SMALL, worst, "first"))
        ours.desk.settle(bill, hold, worst)
    with ours.unit_of_work.read() as session:
        own = session.work.unfinished_of(LEARNER.user_id, JOBS)
        everybodys = session.work.page(WorkFilter(queue=JOBS), None, 10)
    shares = [BudgetAlert.read(item.ref).percentage for item in own]
    assert (shares, len(everybodys)) == ([50, 80], 4)
    assert {item.kind for item in everybodys} == {TELL_BUDGET}


def test_a_kept_answer_saves_what_it_had_cost():
    ours = purse(0)
    bill = opened(ours)
    ours.desk.note_cache_hit(bill, ModelCall(model="small", usage=USED))
    ours.desk.note_cache_hit(bill, ModelCall(model="course", usage=TokenUsage()))
    assert totals(ours) == UsageSums(cache_hits=1, saved=180)
