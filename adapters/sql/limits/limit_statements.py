"""Statements about rate limits."""

from attrs import frozen
from sqlalchemy import Delete, Table, Update, bindparam, select

from parlons.adapters.sql.columns import Instant, Number
from parlons.adapters.sql.rows import AnySelect


@frozen
class LimitStatements:
    """What is done to the row of a key, and to those of keys that nobody asks about."""

    limits: Table

    def lock(self) -> AnySelect:
        """Select until when `of_key` is used up, and let nobody else until the end."""
        limits = self.limits.c
        of_key = limits.key == bindparam("of_key")
        return select(limits.used_until).where(of_key).with_for_update()

    def replace(self) -> Update:
        """Set `new_used_until` of `of_key`."""
        limits = self.limits.c
        new = {"used_until": bindparam("new_used_until", type_=Instant())}
        return self.limits.update().where(limits.key == bindparam("of_key")).values(new)

    def sweep(self) -> Delete:
        """Delete the `limit` oldest rows used up until `before` that nobody has locked."""
        limits = self.limits.c
        over = select(limits.key).where(limits.used_until < bindparam("before", type_=Instant()))
        oldest = over.order_by(limits.used_until).limit(bindparam("limit", type_=Number()))
        return self.limits.delete().where(limits.key.in_(oldest.with_for_update(skip_locked=True)))
