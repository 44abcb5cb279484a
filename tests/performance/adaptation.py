"""How limits shrink while load rises to 1, and grow again: the lowest plan gives way first.

A simulation: in each step of load the users of every plan ask far more often than they may, and
what the second of two minutes lets through is counted.
"""

import sys
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Final

from attrs import frozen

REPOSITORY = Path(__file__).parents[2]
sys.path.insert(0, str(REPOSITORY))

from parlons.adapters.rate_limits.in_memory_rate_limiter import (  # noqa: E402
    InMemoryRateLimiter,
)
from parlons.adapters.system.fixed_clock import FixedClock  # noqa: E402
from parlons.domain.spending.adaptation import SMALLEST_SHARE, Load, share  # noqa: E402
from parlons.domain.spending.plan import PLANS, Plan  # noqa: E402

USERS: Final = 5
TICKS: Final = 240
TICK: Final = timedelta(minutes=1) / TICKS
STEPS: Final = 12
RISING: Final = tuple(step / STEPS for step in range(STEPS + 1))
LOADS: Final = (*RISING, *RISING[-2::-1])


@frozen
class Step:
    """What users got through in a minute: all of each plan, from the lowest on."""

    load: float
    let_through: tuple[int, ...]


def main() -> None:
    plans = sorted(PLANS, key=lambda each: each.rank)
    steps = simulated(plans)
    print("load " + "".join(f"{each.name:>8}" for each in plans))
    for step in steps:
        print(f"{step.load:4.2f} " + "".join(f"{each:8d}" for each in step.let_through))
    failed = failures(plans, steps)
    for each in failed or ["the lowest plan gives way first, and all recover"]:
        print(each)
    sys.exit(bool(failed))


def simulated(plans: Sequence[Plan], loads: Sequence[float] = LOADS) -> list[Step]:
    """Let time pass from load to load."""
    limiter, clock, steps = InMemoryRateLimiter(), FixedClock(), []
    for load in loads:
        minute(limiter, clock, plans, load)
        steps.append(Step(load, minute(limiter, clock, plans, load)))
    return steps


def minute(
    limiter: InMemoryRateLimiter, clock: FixedClock, plans: Sequence[Plan], load: float
) -> tuple[int, ...]:
    """Return what is let through of each plan, all of whose users ask at every tick."""
    limits = [
        plan.requests.scaled(share(Load(in_flight=load), rank, len(plans)))
        for rank, plan in enumerate(plans)
    ]
    taken = [0] * len(plans)
    for _ in range(TICKS):
        for rank, limit in enumerate(limits):
            keys = (f"{plans[rank].name}:{user}" for user in range(USERS))
            taken[rank] += sum(limiter.take(key, limit, clock.now()).allowed for key in keys)
        clock.advance(TICK)
    return tuple(taken)


def failures(plans: Sequence[Plan], steps: Sequence[Step]) -> list[str]:
    """Say what is not as it should be."""
    whole = tuple(USERS * each.requests.requests for each in plans)
    least = tuple(USERS * each.requests.scaled(SMALLEST_SHARE).requests for each in plans)
    first = next((each for each in steps if each.let_through != whole), None)
    rules = {
        "nothing is squeezed without load": steps[0].let_through == whole,
        "only the lowest plan is squeezed first": first is not None
        and first.let_through[0] < whole[0]
        and first.let_through[1:] == whole[1:],
        "a plan is squeezed only when the one below it is at its least": all(
            step.let_through[rank] == whole[rank] or step.let_through[rank - 1] == least[rank - 1]
            for step in steps
            for rank in range(1, len(plans))
        ),
        "more load never lets more through": all(
            a >= b
            for one, other in pairwise(steps[: len(steps) // 2 + 1])
            for a, b in zip(one.let_through, other.let_through, strict=True)
        ),
        "a tenth is left under full load": steps[len(steps) // 2].let_through == least,
        "what load took comes back with it": [each.let_through for each in steps]
        == [each.let_through for each in reversed(steps)],
    }
    return [f"not so: {rule}" for rule, holds in rules.items() if not holds]


if __name__ == "__main__":
    main()
