"""Sums of what was spent in memory."""

from collections import defaultdict
from collections.abc import Iterator

from attrs import frozen

from parlons.adapters.memory.in_memory_transaction import InMemoryTransaction
from parlons.application.ports.usage import IUsage, UsageFilter
from parlons.domain.spending.usage_report import Dimension, UsageKey, UsageRow, UsageSums

_FIELDS = {each: each.value for each in Dimension} | {Dimension.USER: "user_id"}
_EXACT = ("user_id", "organisation", "plan", "task", "model")


@frozen
class InMemoryUsage(IUsage):
    """The sums as a session sees them."""

    transaction: InMemoryTransaction

    def book(self, key: UsageKey, sums: UsageSums) -> None:
        usage = self.transaction.changing.usage
        if sums != UsageSums():
            usage[key] = usage.get(key, UsageSums()) + sums

    def total(self, wanted: UsageFilter) -> UsageSums:
        return sum((sums for _, sums in self._matching(wanted)), start=UsageSums())

    def by(self, dimension: Dimension, wanted: UsageFilter, limit: int) -> tuple[UsageRow, ...]:
        totals: defaultdict[str | None, UsageSums] = defaultdict(UsageSums)
        for key, sums in self._matching(wanted):
            totals[_value(dimension, key)] += sums
        rows = [UsageRow(value=value, sums=sums) for value, sums in totals.items()]
        rows.sort(key=lambda row: row.value or "")
        if dimension is not Dimension.DAY:
            rows.sort(key=lambda row: row.sums.spent, reverse=True)
        return tuple(rows[:limit])

    def _matching(self, wanted: UsageFilter) -> Iterator[tuple[UsageKey, UsageSums]]:
        for key, sums in self.transaction.reading.usage.items():
            if _is_wanted(key, wanted):
                yield key, sums


def _value(dimension: Dimension, key: UsageKey) -> str | None:
    value = getattr(key, _FIELDS[dimension])
    return None if value is None else str(value)


def _is_wanted(key: UsageKey, wanted: UsageFilter) -> bool:
    return wanted.first <= key.day <= wanted.last and all(
        getattr(wanted, name) in (None, getattr(key, name)) for name in _EXACT
    )
