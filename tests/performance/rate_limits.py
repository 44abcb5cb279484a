"""Two processes ask as often as they can: each store lets through what the limit says, no more.

`rate_limits.py [SECONDS]`, by default 60, on all stores at the same time. A process is this script,
too: `rate_limits.py SECONDS KEY`; it reads its settings and when to begin from its input.
"""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from uuid import uuid4

from attrs import frozen

REPOSITORY = Path(__file__).parents[2]
if __name__ == "__main__":  # a test imports this, and finds `tests` without it
    sys.path.insert(0, str(REPOSITORY))

from tests.support.postgres import database_on  # noqa: E402

from parlons.application.ports.rate_limiter import (  # noqa: E402
    IRateLimiter,
    RateLimiterUnavailableError,
)
from parlons.application.ports.unit_of_work import StorageUnavailableError  # noqa: E402
from parlons.container import Container, Settings  # noqa: E402
from parlons.domain.spending.rate_limit import RateLimit  # noqa: E402

PROCESSES: Final = 2
THREADS: Final = 16
SECONDS: Final = 60.0
LIMIT: Final = RateLimit(
    requests=600, seconds=60, burst=100
)  # a store may stand still for 10 s and lose no request

Store = Mapping[str, str]
"""The settings by which a process finds it."""


@frozen(kw_only=True)
class Outcome:
    """What all processes together were told."""

    store: str
    asked: int
    let_through: int
    unavailable: int
    allowed: int

    @property
    def difference(self) -> int:
        """How many too many were let through, or, below 0, too few."""
        return self.let_through - self.allowed

    def __str__(self) -> str:
        return (
            f"{self.store}: let through {self.let_through} of {self.asked},"
            f" allowed {self.allowed}, difference {self.difference:+d} (limit 1);"
            f" unavailable {self.unavailable} (limit 0)"
        )


def main(seconds: float = SECONDS) -> None:
    with found_stores() as stores:
        outcomes = run(stores, seconds)
    print(*outcomes, sep="\n")
    sys.exit(any(abs(each.difference) > 1 or each.unavailable for each in outcomes))


@contextmanager
def found_stores() -> Iterator[dict[str, Store]]:
    """SQLite, and the servers that the environment names."""
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory())
        stores = {"SQLite": on_database(f"sqlite:///{folder}/parlons.db")}
        if server := named("PARLONS_TEST_POSTGRES_URL"):
            stores["PostgreSQL"] = on_database(stack.enter_context(database_on(server)))
        if redis := named("PARLONS_TEST_REDIS_URL"):
            stores["Redis"] = on_redis(redis)
        yield stores


def named(server: str) -> str | None:
    if server not in os.environ:
        print(f"nothing is measured there: {server} is not set")
    return os.environ.get(server)


def on_database(address: str) -> Store:
    """Make the tables."""
    container = Container(settings=Settings(database_url=address, telemetry=()))
    container.database().upgrade()
    container.shutdown_resources()
    return {"rate_limiter": "sql", "database_url": address}


def on_redis(address: str) -> Store:
    return {"rate_limiter": "redis", "redis_url": address}


def run(stores: Mapping[str, Store], seconds: float) -> list[Outcome]:
    """Let the processes of all stores begin at once, when every one of them is ready."""
    started = {name: started_on(store, seconds) for name, store in stores.items()}
    processes = [each for group in started.values() for each in group]
    for each in processes:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    begin = datetime.now(UTC) + timedelta(seconds=0.2)
    for each in processes:
        assert each.stdin is not None
        each.stdin.write(f"{begin.isoformat()}\n")
        each.stdin.flush()
    return [outcome(name, group, seconds) for name, group in started.items()]


def started_on(store: Store, seconds: float) -> list[subprocess.Popen[str]]:
    """Start processes that ask about one new key; what no list of processes shows is written."""
    command = [sys.executable, "-P", __file__, str(seconds), f"measured:{uuid4()}"]
    processes = []
    for _ in range(PROCESSES):
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, text=True, stdin=pipe, stdout=pipe, cwd=REPOSITORY)
        assert process.stdin is not None
        process.stdin.write(json.dumps(store) + "\n")
        process.stdin.flush()
        processes.append(process)
    return processes


def outcome(store: str, processes: list[subprocess.Popen[str]], seconds: float) -> Outcome:
    told = sum((Counter(json.loads(each.communicate()[0])) for each in processes), Counter[str]())
    return Outcome(
        store=store,
        asked=told.total(),
        let_through=told["fits"],
        unavailable=told["unavailable"],
        allowed=LIMIT.burst + int(seconds * LIMIT.requests / LIMIT.seconds),
    )


def ask_for(seconds: float, key: str) -> Counter[str]:
    """Ask from the given instant on, and at the end for what is left."""
    container = Container(settings=Settings(**json.loads(input()), telemetry=()))
    limiter = container.rate_limiter()
    print("ready", flush=True)
    begin = datetime.fromisoformat(input())
    end = begin + timedelta(seconds=seconds)
    sleep_until(begin)
    with ThreadPoolExecutor(THREADS) as pool:
        threads = [pool.submit(ask_until, end, limiter, key, begin) for _ in range(THREADS)]
    told = sum((each.result() for each in threads), Counter[str]())
    sleep_until(end)
    while (last := asked(limiter, key, end)) == "fits":
        told[last] += 1
    container.shutdown_resources()
    return told


def ask_until(end: datetime, limiter: IRateLimiter, key: str, now: datetime) -> Counter[str]:
    told = Counter[str]()
    while now < end:
        told[asked(limiter, key, now)] += 1
        now = datetime.now(UTC)
    return told


def asked(limiter: IRateLimiter, key: str, now: datetime) -> str:
    try:
        return "fits" if limiter.take(key, LIMIT, now).allowed else "refused"
    except (RateLimiterUnavailableError, StorageUnavailableError) as error:
        print(error, file=sys.stderr)
        return "unavailable"


def sleep_until(instant: datetime) -> None:
    time.sleep(max(0.0, (instant - datetime.now(UTC)).total_seconds()))


if __name__ == "__main__":
    match sys.argv[1:]:
        case [seconds, key]:
            print(json.dumps(ask_for(float(seconds), key)))
        case [seconds]:
            main(float(seconds))
        case _:
            main()
