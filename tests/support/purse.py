"""Everything that stands around spending, from memory."""

from collections.abc import Iterable
from datetime import timedelta

from attrs import Factory, define

from parlons.adapters.llm.prices.static_price_list import StaticPriceList
from parlons.adapters.memory.in_memory_unit_of_work import InMemoryUnitOfWork
from parlons.adapters.system.fixed_clock import FixedClock
from parlons.adapters.system.sequence_id_generator import SequenceIdGenerator
from parlons.adapters.telemetry.in_memory_telemetry import InMemoryTelemetry
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.spending.allowances import Allowances
from parlons.application.spending.books import Books
from parlons.application.spending.spending_desk import SpendingDesk
from parlons.application.spending.sweep_holds import SweepHolds
from parlons.application.work.work_desk import WorkDesk
from parlons.domain.identity.principal import Principal
from parlons.domain.spending.budget import Budget
from parlons.domain.spending.hold import Hold
from parlons.domain.spending.period import Period
from parlons.domain.spending.plan import PLANS, Plan
from parlons.domain.spending.scope import Scope
from parlons.domain.tutoring.usage import ModelPrice

LEARNER = Principal("a-learner")
PRICES = {
    "large": ModelPrice(input=10_000_000, cached_input=10_000_000, output=100_000_000),
    "small": ModelPrice(input=1_000_000, cached_input=1_000_000, output=10_000_000),
    "scripted": ModelPrice(input=1_000_000, cached_input=1_000_000, output=10_000_000),
}
"""Of `small`: a micro-dollar per token of input, ten per token of output; `large` is ten times."""


@define
class Purse:
    """Plans with a budget, models with a price."""

    unit_of_work: IUnitOfWork = Factory(InMemoryUnitOfWork)
    clock: FixedClock = Factory(FixedClock)
    telemetry: InMemoryTelemetry = Factory(InMemoryTelemetry)
    ids: SequenceIdGenerator = Factory(SequenceIdGenerator)
    plans: tuple[Plan, ...] = PLANS
    installation_cap: int | None = None
    prices: StaticPriceList = Factory(lambda: StaticPriceList(PRICES))

    @property
    def allowances(self) -> Allowances:
        return Allowances(self.plans, self.installation_cap)

    @property
    def books(self) -> Books:
        return Books(WorkDesk(self.clock, self.ids, lambda: None), self.telemetry)

    @property
    def desk(self) -> SpendingDesk:
        return SpendingDesk(
            self.unit_of_work,
            self.allowances,
            self.books,
            self.prices,
            self.clock,
            self.ids,
            self.telemetry,
            timedelta(minutes=3),
        )

    @property
    def sweep(self) -> SweepHolds:
        return SweepHolds(self.unit_of_work, self.allowances, self.books, self.clock)

    def budget(self, scope: Scope) -> Budget:
        with self.unit_of_work.read() as session:
            (found,) = session.budgets.of((scope,), Period.at(self.clock.now()))
        return found

    def ledger(self, user_id: str = LEARNER.user_id) -> list[Hold]:
        """What the user's attempts came to, in the order they were begun."""
        with self.unit_of_work.read() as session:
            return list(reversed(session.spending.latest(user_id, 1000)))

    def told(self, kind: type) -> Iterable[object]:
        """The events of a kind that were recorded."""
        return [event for event in self.telemetry.events if isinstance(event, kind)]
