"""Insights in memory."""

from uuid import UUID

from attrs import frozen

from parlons.adapters.memory.in_memory_transaction import InMemoryTransaction
from parlons.adapters.memory.state import BEFORE_ALL
from parlons.application.ports.insights import IInsights, LearningFact


@frozen
class InMemoryInsights(IInsights):
    """Insights of a session."""

    transaction: InMemoryTransaction

    def add(self, fact: LearningFact) -> bool:
        facts = self.transaction.changing.facts
        if fact.event_id in facts:
            return False
        facts[fact.event_id] = fact
        return True

    def of_user(self, user_id: str, after: UUID | None, limit: int) -> tuple[LearningFact, ...]:
        facts = self.transaction.reading.facts
        later = sorted(each for each in facts if each > (after or BEFORE_ALL))
        return tuple([facts[each] for each in later if facts[each].user_id == user_id][:limit])
