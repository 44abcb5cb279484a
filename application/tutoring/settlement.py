"""Stage: what the calls to models cost, and the ledger they are written to."""

from attrs import define, field

from parlons.application.ports.clock import IClock
from parlons.application.ports.id_generator import IIdGenerator
from parlons.application.ports.price_list import IPriceList
from parlons.application.ports.telemetry import ITelemetry, ModelCalled
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.tutoring.tutor_task import TutorTask
from parlons.domain.tutoring.spending import SpendingEntry
from parlons.domain.tutoring.usage import ModelCall, TokenUsage


@define
class SpendingBook:
    """Writes one entry per call to a model, whether or not its reply could be used."""

    unit_of_work: IUnitOfWork
    price_list: IPriceList
    clock: IClock
    id_generator: IIdGenerator
    telemetry: ITelemetry

    def open(self, task: TutorTask) -> "Settlement":
        """Begin to add up what a task costs."""
        return Settlement(self, task)

    def write(self, task: TutorTask, call: ModelCall) -> SpendingEntry:
        """Append a call to the ledger at today's price, and tell operators of it."""
        price = self.price_list.price(call.model)
        entry = SpendingEntry(
            id=self.id_generator.new_id(),
            user_id=task.principal.user_id,
            task=task.name,
            model=call.model,
            usage=call.usage,
            cost_microdollars=None if price is None else price.cost(call.usage),
            spent_at=self.clock.now(),
        )
        with self.unit_of_work.write() as session:
            session.spending.add(entry)
            session.after_commit(lambda: self.telemetry.record(_called(entry)))
        return entry


@define
class Settlement:
    """The bill of one task."""

    book: SpendingBook
    task: TutorTask
    entries: list[SpendingEntry] = field(factory=list, init=False)

    def charge(self, call: ModelCall) -> None:
        """Put a call on the bill and into the ledger."""
        self.entries.append(self.book.write(self.task, call))

    @property
    def cost_microdollars(self) -> int | None:
        """What the calls so far cost; None when the price of one is unknown."""
        costs = [entry.cost_microdollars for entry in self.entries]
        known = [cost for cost in costs if cost is not None]
        return sum(known) if len(known) == len(costs) else None

    @property
    def usage(self) -> TokenUsage:
        """The tokens of all calls so far."""
        used = [entry.usage for entry in self.entries]
        return TokenUsage(
            input_tokens=sum(usage.input_tokens for usage in used),
            output_tokens=sum(usage.output_tokens for usage in used),
            cached_tokens=sum(usage.cached_tokens for usage in used),
            estimated=any(usage.estimated for usage in used),
        )


def _called(entry: SpendingEntry) -> ModelCalled:
    return ModelCalled(
        model=entry.model,
        input_tokens=entry.usage.input_tokens,
        output_tokens=entry.usage.output_tokens,
        cost_microdollars=entry.cost_microdollars,
    )
