"""One attempt to spend: money is set aside, a model is called, and what it cost is booked."""

from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from attrs import evolve, field, frozen

from parlons.domain import fields
from parlons.domain.errors import ConflictError
from parlons.domain.spending.period import Period
from parlons.domain.spending.scope import Scope, scopes_of
from parlons.domain.tutoring.usage import ModelPrice, TokenUsage


class HoldStatus(StrEnum):
    """How far an attempt to spend has come."""

    HELD = "held"
    DISPATCHED = "dispatched"
    SETTLED = "settled"
    RELEASED = "released"
    ESTIMATED = "estimated"


OPEN: Final = (HoldStatus.HELD, HoldStatus.DISPATCHED)
ABANDONED: Final = "nobody came back to say what it took"


@frozen(kw_only=True)
class Hold:
    """A row of the ledger; amounts are micro-dollars.

    `held` is the worst that the call can cost and counts against every one of the `scopes` in the
    `period` in which it began, until the hold ends. `spent` is what it cost by `price`: nothing
    while it is open or where no request was sent. `reason` says why this model was called, and
    `failure` why its reply was of no use.
    """

    id: UUID
    user_id: str
    plan: str
    organisation: str | None = None
    period: Period
    task: str
    model: str
    reason: str
    price: ModelPrice
    held: int = field(validator=fields.between(0, 10**15))
    begun_at: datetime
    expires_at: datetime
    status: HoldStatus = HoldStatus.HELD
    usage: TokenUsage = TokenUsage()
    spent: int = 0
    ended_at: datetime | None = None
    failure: str | None = None

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """Whose budgets pay for it, from the narrowest to the widest."""
        return scopes_of(self.user_id, self.organisation, self.plan)

    @property
    def is_open(self) -> bool:
        """Whether the money is still set aside."""
        return self.status in OPEN

    @property
    def outstanding(self) -> int:
        """What is set aside for it now."""
        return self.held if self.is_open else 0

    def dispatched(self) -> "Hold":
        """Return it as the request goes out; from then on it may cost something."""
        self._require(HoldStatus.HELD)
        return evolve(self, status=HoldStatus.DISPATCHED)

    def settled(self, usage: TokenUsage, now: datetime, failure: str | None = None) -> "Hold":
        """Return it with what the call took, which may be more than was held.

        A hold that was booked by estimate is settled by the true figures when they come late.
        """
        self._require(HoldStatus.DISPATCHED, HoldStatus.ESTIMATED)
        cost = self.price.cost(usage)
        return self._ended(HoldStatus.SETTLED, usage, cost, now, failure)

    def released(self, now: datetime, failure: str | None = None) -> "Hold":
        """Return it as nothing was sent."""
        self._require(HoldStatus.HELD)
        return self._ended(HoldStatus.RELEASED, TokenUsage(), 0, now, failure)

    def expired(self, now: datetime) -> "Hold":
        """Return it as nobody came back to it: what was sent is booked at its worst."""
        self._require(*OPEN)
        if self.status is HoldStatus.HELD:
            return self.released(now)
        return self._ended(
            HoldStatus.ESTIMATED, TokenUsage(estimated=True), self.held, now, ABANDONED
        )

    def _ended(
        self,
        status: HoldStatus,
        usage: TokenUsage,
        spent: int,
        now: datetime,
        failure: str | None,
    ) -> "Hold":
        return evolve(self, status=status, usage=usage, spent=spent, ended_at=now, failure=failure)

    def _require(self, *expected: HoldStatus) -> None:
        if self.status not in expected:
            raise ConflictError(f"the hold is {self.status}, not {' or '.join(expected)}")
