"""A budget that pays for ten calls pays for ten, however many ask, and whoever is killed."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import TypeAlias

import pytest
from sqlalchemy import func, select
from tests.support.clocks import SkippingClock
from tests.support.processes import wait_until
from tests.support.small_course import small_course
from tests.support.spender import LEARNER, DearestLLMClient

from parlons.application.environment import variable
from parlons.application.spending.change_plan import PlanChange
from parlons.application.tutoring.prompt import write_prompt
from parlons.application.tutoring.tutor_task import open_question
from parlons.container import Container, Settings
from parlons.domain.identity.principal import OPERATOR
from parlons.domain.spending.hold import HoldStatus
from parlons.domain.spending.rate_limit import RateLimit
from parlons.domain.tutoring.question import TutorQuestion

Spender: TypeAlias = subprocess.Popen[str]
Spenders: TypeAlias = Callable[..., list[Spender]]
CALLS, PROCESSES, PAID_FOR = 50, 2, 10
SPENDER = Path(__file__).parents[1] / "support/spender.py"
OFTEN = RateLimit(requests=1_000, seconds=60, burst=1_000)
PRICES = {"llm_input_price": 1_000_000, "llm_output_price": 10_000_000, "openai_model": "dear"}


@pytest.fixture(params=["sqlite", "postgresql"])
def container(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Container]:
    address = None
    if request.param == "postgresql":
        address = request.getfixturevalue("postgres_address")
    settings = Settings(
        data_dir=tmp_path,
        database_url=address,
        table_prefix=f"t{os.getpid()}_",
        telemetry=("memory",),
        threads=10,
        **PRICES,
    )
    clock = SkippingClock()
    made = Container(settings=settings, clock=clock, llm_client=DearestLLMClient(hangs=False))
    made.database().upgrade()
    made.import_course()(OPERATOR, small_course())
    yield made
    made.database().downgrade("base")
    made.shutdown_resources()


@pytest.fixture
def go(tmp_path: Path) -> Path:
    return tmp_path / "go"


@pytest.fixture
def spenders(container: Container, go: Path) -> Iterator[Spenders]:
    """Starts processes, and lets them ask all at once when they are ready."""
    settings = container.settings()
    names = ("data_dir", "database_url", "table_prefix", "threads", *PRICES)
    given = {variable(each): str(getattr(settings, each)) for each in names}
    given = {name: value for name, value in given.items() if value != "None"}
    environment = os.environ | given | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, str(SPENDER), str(CALLS), str(go)]
    with ExitStack() as stack:

        def start(*how: str) -> list[Spender]:
            processes = []
            for _ in range(PROCESSES):
                process = subprocess.Popen(
                    [*command, *how], env=environment, text=True, stdout=subprocess.PIPE
                )
                stack.enter_context(process)
                stack.callback(process.kill)
                processes.append(process)
            wait_until(lambda: len(list(go.parent.glob("go.*"))) == PROCESSES, "spenders", 60)
            go.touch()
            return processes

        yield start


def test_a_hundred_calls_at_once_spend_no_more_than_the_budget(
    container: Container, spenders: Spenders
):
    worst = worst_of_a_call(container)
    allow(container, PAID_FOR * worst)
    outcomes = sum((finished(each) for each in spenders()), Counter())
    assert outcomes == {"model": PAID_FOR, "BudgetExhaustedError": CALLS * PROCESSES - PAID_FOR}
    assert counters(container) == {(PAID_FOR * worst, 0)}
    assert ledger(container) == {HoldStatus.SETTLED: (PAID_FOR, PAID_FOR * worst)}


def test_what_killed_processes_had_sent_is_booked_by_estimate(
    container: Container, spenders: Spenders
):
    worst = worst_of_a_call(container)
    allow(container, PAID_FOR * worst)
    processes = spenders("hang")
    wait_until(lambda: HoldStatus.DISPATCHED in ledger(container), "a call that is sent")
    wait_until(lambda: sum(n for n, _ in ledger(container).values()) == PAID_FOR, "all calls")
    for each in processes:
        each.kill()
        each.wait()
    assert counters(container) == {(0, PAID_FOR * worst)}
    container.clock().skip(timedelta(hours=1))
    while container.sweep_holds().sweep():
        pass
    found = ledger(container)
    sent, spent = found[HoldStatus.ESTIMATED]
    assert spent == sent * worst
    assert found.keys() <= {HoldStatus.ESTIMATED, HoldStatus.RELEASED}
    assert counters(container) == {(spent, 0)}


def worst_of_a_call(container: Container) -> int:
    question = TutorQuestion(text="Qwzx 0000 of 00000000?")
    request = write_prompt(open_question(container.unit_of_work(), LEARNER, question))
    price = container.price_list().price("dear")
    assert price is not None
    return price.cost(request.worst_usage)


def allow(container: Container, budget: int) -> None:
    change = PlanChange(rank=0, requests=OFTEN, budget=budget)
    container.change_plan()(OPERATOR, LEARNER.plan, change)


def finished(process: Spender) -> Counter[str]:
    out, _ = process.communicate(timeout=60)
    return Counter(json.loads(out))


def counters(container: Container) -> set[tuple[int, int]]:
    """What each scope has spent and set aside; one pair where all scopes agree."""
    database = container.database()
    budgets = database.tables.spending_budgets
    with database.reading() as connection:
        return set(map(tuple, connection.execute(select(budgets.c.spent, budgets.c.held))))


def ledger(container: Container) -> dict[str, tuple[int, int]]:
    """How many calls there are of each status, and what they cost."""
    database = container.database()
    calls = database.tables.llm_spending
    sums = select(calls.c.status, func.count(), func.sum(calls.c.spent)).group_by(calls.c.status)
    with database.reading() as connection:
        return {row[0]: (row[1], int(row[2])) for row in connection.execute(sums)}
