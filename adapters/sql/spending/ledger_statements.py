"""Statements about the ledger of model calls."""

from typing import Final

from attrs import frozen
from sqlalchemy import Table, Update, bindparam, func, select

from parlons.adapters.sql.columns import Instant, Number
from parlons.adapters.sql.described.spending_tables import OPEN, SENT
from parlons.adapters.sql.rows import AnySelect
from parlons.domain.spending.hold import HoldStatus

_REPLACED: Final = (
    *("status", "input_tokens", "output_tokens", "cached_tokens", "estimated"),
    *("spent", "ended_at", "failure"),
)
"""What changes about a hold."""

_LIMIT: Final = bindparam("limit", type_=Number())


@frozen
class LedgerStatements:
    """What is asked often, in the words of the partial indexes."""

    holds: Table

    def replace(self) -> Update:
        """Set `new_…` where `old_id` has `old_status`."""
        holds = self.holds.c
        is_stored = (
            holds.id == bindparam("old_id", type_=holds.id.type),
            holds.status == bindparam("old_status", type_=holds.status.type),
        )
        new = {name: bindparam(f"new_{name}", type_=holds[name].type) for name in _REPLACED}
        return self.holds.update().where(*is_stored).values(new)

    def by_id(self) -> AnySelect:
        """Select the hold `id`."""
        holds = self.holds.c
        return select(self.holds).where(holds.id == bindparam("id", type_=holds.id.type))

    def latest(self) -> AnySelect:
        """Select the `limit` newest holds of `user_id`."""
        holds = self.holds.c
        of_user = select(self.holds).where(holds.user_id == bindparam("user_id"))
        return of_user.order_by(holds.begun_at.desc(), holds.id.desc()).limit(_LIMIT)

    def expired(self) -> AnySelect:
        """Select the `limit` open holds that expired first, and by `now`."""
        holds, now = self.holds.c, bindparam("now", type_=Instant())
        over = select(self.holds).where(OPEN, holds.expires_at <= now)
        return over.order_by(holds.expires_at, holds.id).limit(_LIMIT)

    def abandoned(self) -> AnySelect:
        """Lock those of them that nobody else has locked."""
        return self.expired().with_for_update(skip_locked=True)

    def recent(self) -> AnySelect:
        """Count what is dispatched, and what was sent, ended from `since` on, and failed."""
        holds, since = self.holds.c, bindparam("since", type_=Instant())
        dispatched = (OPEN, holds.status == HoldStatus.DISPATCHED)
        in_flight = select(func.count(holds.id)).where(*dispatched).correlate(None)
        ended = select(in_flight.scalar_subquery(), func.count(), func.count(holds.failure))
        return ended.where(SENT, holds.ended_at >= since)
