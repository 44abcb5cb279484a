"""Money is set aside, then spent, and what it came to is written down."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from attrs import define

from parlons.application.ports.clock import IClock
from parlons.application.ports.id_generator import IIdGenerator
from parlons.application.ports.price_list import IPriceList
from parlons.application.ports.telemetry import ITelemetry, LimitReached, ModelFailed
from parlons.application.ports.unit_of_work import IUnitOfWork, StaleRevisionError
from parlons.application.spending.allowances import Allowances
from parlons.application.spending.bill import Bill
from parlons.application.spending.books import Books
from parlons.domain.identity.principal import Principal
from parlons.domain.spending.allowance import Allowance
from parlons.domain.spending.budget import Budget
from parlons.domain.spending.hold import Hold
from parlons.domain.spending.period import Period
from parlons.domain.spending.refusal import BudgetExhaustedError
from parlons.domain.spending.scope import Scope
from parlons.domain.spending.usage_report import UsageKey, UsageSums
from parlons.domain.tutoring.usage import ModelCall, ModelPrice, TokenUsage


@define
class SpendingDesk:
    """Reserves the worst that a call can cost, and settles what it did cost.

    No session is open while a model answers. `hold_for` is how long a call can take at most;
    whatever is open for longer is booked at its worst by `SweepHolds`.
    """

    unit_of_work: IUnitOfWork
    allowances: Allowances
    books: Books
    price_list: IPriceList
    clock: IClock
    id_generator: IIdGenerator
    telemetry: ITelemetry
    hold_for: timedelta

    def open(self, principal: Principal, task: str) -> Bill:
        """Begin to add up what a task costs."""
        with self.unit_of_work.read() as session:
            allowance = self.allowances.of(session, principal.user_id, principal.plan)
        return Bill(principal=principal, task=task, allowance=allowance)

    def priced(self, models: Sequence[str]) -> list[tuple[str, ModelPrice]]:
        """Return those models whose price is known; operators are told of the others."""
        prices = [(model, self.price_list.price(model)) for model in models]
        for model, price in prices:
            if price is None:
                reason = "its price is unknown; set one, 0 for a model that costs nothing"
                self.telemetry.record(ModelFailed(model=model, reason=reason))
        return [(model, price) for model, price in prices if price is not None]

    def reserve(
        self, bill: Bill, models: Sequence[tuple[str, ModelPrice]], worst: TokenUsage, reason: str
    ) -> Hold:
        """Set money aside for the first of the models for which every budget has room.

        Raises `BudgetExhaustedError` where there is room for none.
        """
        now, allowance = self.clock.now(), bill.allowance
        period = Period.at(now)
        with self.unit_of_work.write() as session:
            locked = session.budgets.lock(allowance.scopes, period)
            budgets = dict(zip(allowance.scopes, locked, strict=True))
            chosen = _chosen(allowance, budgets, models, worst)
            if isinstance(chosen, Scope):
                self.telemetry.record(LimitReached(plan=allowance.plan.name, by=chosen.kind))
                raise BudgetExhaustedError(chosen, period.end, now)
            model, price = chosen
            if model != models[0][0]:
                reason = f"{reason}; the budget has no room for {models[0][0]}"
            hold = self._hold(bill, model, price, price.cost(worst), reason, now)
            self.books.begin(session, hold, budgets)
        return hold

    def dispatch(self, bill: Bill, hold: Hold) -> Hold:
        """Note that the request goes out now.

        Raises `StaleRevisionError` when that took so long that the money was given back.
        """
        dispatched = hold.dispatched()
        with self.unit_of_work.write() as session:
            self.books.go_on(session, hold, dispatched, bill.allowance.caps)
        return dispatched

    def settle(self, bill: Bill, hold: Hold, usage: TokenUsage, failure: str | None = None) -> None:
        """Book what a dispatched call took, also where it was booked by estimate meanwhile."""
        now = self.clock.now()
        try:
            settled = self._settle(bill, hold, hold.settled(usage, now, failure))
        except StaleRevisionError:
            with self.unit_of_work.read() as session:
                stored = session.spending.by_id(hold.id)
            if stored is None:
                raise
            settled = self._settle(bill, stored, stored.settled(usage, now, failure))
        bill.holds.append(settled)

    def note_cache_hit(self, bill: Bill, call: ModelCall) -> None:
        """Count a reply that was kept, and what it had cost the first time.

        One that took no model saves nothing.
        """
        price = self.price_list.price(call.model)
        if price is None or call.usage == TokenUsage():
            return
        key = UsageKey(
            day=self.clock.now().astimezone(UTC).date(),
            user_id=bill.allowance.user_id,
            organisation=bill.allowance.organisation,
            plan=bill.allowance.plan.name,
            task=bill.task,
            model=call.model,
        )
        with self.unit_of_work.write() as session:
            session.usage.book(key, UsageSums(cache_hits=1, saved=price.cost(call.usage)))

    def _settle(self, bill: Bill, before: Hold, after: Hold) -> Hold:
        with self.unit_of_work.write() as session:
            self.books.go_on(session, before, after, bill.allowance.caps)
        return after

    def _hold(
        self, bill: Bill, model: str, price: ModelPrice, worst: int, reason: str, now: datetime
    ) -> Hold:
        return Hold(
            id=self.id_generator.new_id(),
            user_id=bill.allowance.user_id,
            plan=bill.allowance.plan.name,
            organisation=bill.allowance.organisation,
            period=Period.at(now),
            task=bill.task,
            model=model,
            reason=reason,
            price=price,
            held=worst,
            begun_at=now,
            expires_at=now + self.hold_for,
        )


def _chosen(
    allowance: Allowance,
    budgets: Mapping[Scope, Budget],
    models: Sequence[tuple[str, ModelPrice]],
    worst: TokenUsage,
) -> tuple[str, ModelPrice] | Scope:
    """Return the first model for which every budget has room, or the scope that has no room."""
    full = None
    for model, price in models:
        full = allowance.full(budgets, price.cost(worst))
        if full is None:
            return model, price
    if full is None:
        raise LookupError("there is no model to choose from")
    return full
