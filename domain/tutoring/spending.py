"""What was spent on language models."""

from datetime import datetime
from uuid import UUID

from attrs import frozen

from parlons.domain.tutoring.usage import TokenUsage


@frozen(kw_only=True)
class SpendingEntry:
    """One call to a model: who asked, for which task, what it took and what it cost.

    `cost_microdollars` is None when the model's price is unknown.
    """

    id: UUID
    user_id: str
    task: str
    model: str
    usage: TokenUsage
    cost_microdollars: int | None
    spent_at: datetime
