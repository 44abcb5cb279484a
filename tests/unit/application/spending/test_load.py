"""What goes on is looked at once a second, and limits follow it."""

from datetime import timedelta

import pytest
from attrs import evolve
from tests.support.purse import LEARNER, PRICES, Purse

from parlons.adapters.rate_limits.in_memory_rate_limiter import InMemoryRateLimiter
from parlons.application.ports.telemetry import LimitReached, LoadSeen
from parlons.application.spending.admission import Admission
from parlons.application.spending.load_watch import LoadWatch
from parlons.domain.identity.principal import Principal
from parlons.domain.spending.plan import PLANS
from parlons.domain.spending.rate_limit import RateLimit
from parlons.domain.spending.refusal import TooManyRequestsError
from parlons.domain.tutoring.usage import TokenUsage

TEN = RateLimit(requests=10, seconds=60, burst=10)
PLACES = 8
SMALL = [("small", PRICES["small"])]
SOME = TokenUsage(output_tokens=10)


@pytest.fixture
def purse() -> Purse:
    return Purse(plans=tuple(evolve(plan, requests=TEN, budget=10**9) for plan in PLANS))


@pytest.fixture
def watch(purse: Purse) -> LoadWatch:
    return LoadWatch(purse.unit_of_work, purse.allowances, purse.clock, purse.telemetry, PLACES)


def begin(purse: Purse, calls: int) -> list[tuple[object, object]]:
    desk = purse.desk
    bills = [desk.open(LEARNER, "ask") for _ in range(calls)]
    return [(bill, desk.dispatch(bill, desk.reserve(bill, SMALL, SOME, "first"))) for bill in bills]


def admitted(purse: Purse, watch: LoadWatch, plan: str) -> int:
    """How many of twenty requests of a new user on a plan are let in at once."""
    admission = Admission(InMemoryRateLimiter(), watch, purse.clock, purse.telemetry)
    allowance = purse.desk.open(Principal("somebody", plan=plan), "ask").allowance
    count = 0
    for _ in range(20):
        try:
            admission.admit(allowance)
        except TooManyRequestsError:
            break
        count += 1
    return count


def test_calls_under_way_squeeze_the_lowest_plan_first_and_it_recovers(
    purse: Purse, watch: LoadWatch
):
    assert [admitted(purse, watch, plan) for plan in ("free", "plus", "school")] == [10, 10, 10]
    calls = begin(purse, 6)
    purse.clock.advance(timedelta(seconds=1))
    assert [admitted(purse, watch, plan) for plan in ("free", "plus", "school")] == [1, 5, 10]
    for bill, hold in calls:
        purse.desk.settle(bill, hold, SOME)
    purse.clock.advance(timedelta(seconds=1))
    assert admitted(purse, watch, "free") == 10
    assert LimitReached(plan="free", by="rate") in purse.told(LimitReached)


def test_failures_of_the_last_minute_count(purse: Purse, watch: LoadWatch):
    for number, (bill, hold) in enumerate(begin(purse, 8)):
        purse.desk.settle(bill, hold, SOME, "status 500" if number % 2 else None)
    assert watch.load().errors == 0.5
    purse.clock.advance(timedelta(minutes=2))
    assert watch.load().errors == 0


def test_a_few_calls_say_nothing_about_errors(purse: Purse, watch: LoadWatch):
    for bill, hold in begin(purse, 4):
        purse.desk.settle(bill, hold, SOME, "status 500")
    assert watch.load().errors == 0


def test_what_the_month_will_cost_is_compared_with_the_cap(purse: Purse, watch: LoadWatch):
    purse.installation_cap = watch.allowances.installation_cap = 3_100
    purse.clock.advance(timedelta(days=1))
    (bill, hold), *_ = begin(purse, 1)
    purse.desk.settle(bill, hold, TokenUsage(output_tokens=15))
    assert watch.load().projected == pytest.approx(1.5)


def test_it_is_looked_at_once_a_second(purse: Purse, watch: LoadWatch):
    for _ in range(5):
        watch.load()
    assert len(purse.told(LoadSeen)) == 1
    purse.clock.advance(timedelta(seconds=1))
    watch.load()
    assert len(purse.told(LoadSeen)) == 2
    assert purse.told(LoadSeen)[0].shares == {"free": 1, "plus": 1, "school": 1}
