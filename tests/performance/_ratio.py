"""Two ways to do the same, measured by turns: the machine may be busy with something else."""

import time
from collections.abc import Callable
from statistics import median

ROUNDS, CALLS = 15, 60

Action = Callable[[], object]


def ratio(ours: Action, bare: Action) -> tuple[float, float, float]:
    """The median ratio of rounds that alternate, and both medians in microseconds."""
    seconds(ours), seconds(bare)
    rounds = [(seconds(ours), seconds(bare)) for _ in range(ROUNDS)]
    one, other = (median(column) * 1e6 for column in zip(*rounds, strict=True))
    return median(a / b for a, b in rounds), one, other


def seconds(action: Action) -> float:
    """The median time of a call."""
    taken = []
    for _ in range(CALLS):
        began = time.perf_counter()
        action()
        taken.append(time.perf_counter() - began)
    return median(taken)


def report(name: str, measured: tuple[float, float, float], limit: float | None) -> bool:
    """Print a ratio, and say whether it is within its limit."""
    found, ours, bare = measured
    bound = "no limit" if limit is None else f"limit {limit}"
    print(f"{name}: ratio {found:.2f} ({bound}); {ours:.0f} µs over {bare:.0f} µs", flush=True)
    return limit is None or found <= limit
