"""What models cost, for tests; each is valid as it is and changed by keyword."""

from datetime import timedelta
from typing import Any, Final
from uuid import uuid4

from parlons.domain.spending.account import SpendingAccount
from parlons.domain.spending.hold import Hold
from parlons.domain.spending.period import Period
from parlons.domain.spending.plan import Plan
from parlons.domain.spending.rate_limit import RateLimit
from parlons.domain.spending.usage_report import UsageKey, UsageSums
from parlons.domain.tutoring.usage import ModelPrice, TokenUsage
from parlons.entrypoints.testing.samples import NOON

PATIENCE: Final = timedelta(minutes=5)
"""How long after it began a hold expires."""

MARCH: Final = Period("2026-03")
USAGE: Final = TokenUsage(input_tokens=10, output_tokens=20, cached_tokens=5)


def hold(**changes: Any) -> Hold:
    """Money of Ada's set aside for a call, with a new id; `minutes` after noon."""
    begun_at = NOON + timedelta(minutes=changes.pop("minutes", 0))
    values: dict[str, Any] = {
        "id": uuid4(),
        "user_id": "ada",
        "plan": "free",
        "period": Period.at(begun_at),
        "task": "ask-tutor",
        "model": "a-model",
        "reason": "the plan's best",
        "price": ModelPrice(input=1_000_000, cached_input=500_000, output=10_000_000),
        "held": 300,
        "begun_at": begun_at,
        "expires_at": begun_at + PATIENCE,
    }
    return Hold(**(values | changes))


def dispatched(**changes: Any) -> Hold:
    """A hold whose request went out."""
    return hold(**changes).dispatched()


def settled(usage: TokenUsage = USAGE, failure: str | None = None, **changes: Any) -> Hold:
    """A hold that ended a minute after it began."""
    sent = dispatched(**changes)
    return sent.settled(usage, sent.begun_at + timedelta(minutes=1), failure)


def plan(name: str = "gold", **changes: Any) -> Plan:
    """A plan as it is stored first."""
    values: dict[str, Any] = {
        "rank": 3,
        "requests": RateLimit(requests=60, seconds=30, burst=7),
        "budget": 2_000_000,
        "models": ("a-model", "a-cheaper-model"),
        "revision": 1,
    }
    return Plan(name=name, **(values | changes))


def account(user_id: str = "ada", **changes: Any) -> SpendingAccount:
    """An account as it is stored first."""
    values: dict[str, Any] = {
        "plan": "gold",
        "organisation": "a-school",
        "budget": 5_000_000,
        "revision": 1,
    }
    return SpendingAccount(user_id=user_id, **(values | changes))


def usage_key(**changes: Any) -> UsageKey:
    """What calls of Ada's have in common on the day of noon."""
    values: dict[str, Any] = {
        "day": NOON.date(),
        "user_id": "ada",
        "organisation": None,
        "plan": "free",
        "task": "ask-tutor",
        "model": "a-model",
    }
    return UsageKey(**(values | changes))


def usage_sums(spent: int = 100, **changes: Any) -> UsageSums:
    """The sums of one call."""
    values: dict[str, Any] = {"calls": 1, "input_tokens": 10, "output_tokens": 20}
    return UsageSums(spent=spent, **(values | changes))
