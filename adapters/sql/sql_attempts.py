"""Attempts in SQL."""

import json
from functools import partial
from typing import Any

import attrs
from attrs import frozen
from sqlalchemy import bindparam, select

from parlons.adapters.sql.prepared import Prepared
from parlons.adapters.sql.query import Query, reader_of
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.application.ports.attempts import IAttempts
from parlons.application.ports.codec import ICodec
from parlons.application.ports.unit_of_work import DuplicateError
from parlons.domain.exercises.attempt import ExerciseAttempt

_DOCUMENTS = ("answer", "grade")


@frozen(kw_only=True)
class AttemptQueries:
    """What is asked about attempts, and what adds one."""

    codec: ICodec
    add: Prepared
    by_idempotency_key: Query[ExerciseAttempt]
    latest: Query[ExerciseAttempt]

    @classmethod
    def on(cls, database: SqlDatabase, codec: ICodec) -> "AttemptQueries":
        """Prepare the statements for a database."""
        attempts, prepare = database.tables.exercise_attempts, database.prepare
        of_user = select(attempts).where(attempts.c.user_id == bindparam("user_id"))
        of_key = of_user.where(attempts.c.idempotency_key == bindparam("key"))
        newest_first = of_user.order_by(attempts.c.answered_at.desc(), attempts.c.id.desc())
        read = reader_of(partial(_attempt, codec), attempts.c.keys())
        return cls(
            codec=codec,
            add=prepare(database.insert(attempts).on_conflict_do_nothing()),
            by_idempotency_key=Query(prepare(of_key), read),
            latest=Query(prepare(newest_first.limit(bindparam("limit"))), read),
        )


@frozen
class SqlAttempts(IAttempts):
    """The attempts of a session."""

    transaction: SqlTransaction
    queries: AttemptQueries

    def add(self, attempt: ExerciseAttempt) -> None:
        document = self.queries.codec.encode(attempt)
        values = attrs.asdict(attempt, recurse=False) | {
            name: document[name] for name in _DOCUMENTS
        }
        if not self.transaction.add(self.queries.add, values):
            raise DuplicateError("the attempt is stored already")

    def by_idempotency_key(self, user_id: str, key: str) -> ExerciseAttempt | None:
        values = {"user_id": user_id, "key": key}
        return self.queries.by_idempotency_key.first(self.transaction, values)

    def latest(self, user_id: str, limit: int) -> tuple[ExerciseAttempt, ...]:
        values = {"user_id": user_id, "limit": limit}
        return self.queries.latest.all(self.transaction, values)


def _attempt(codec: ICodec, **values: Any) -> ExerciseAttempt:
    document = {
        **values,
        **{name: json.loads(values[name]) for name in _DOCUMENTS},
        "id": str(values["id"]),
        "answered_at": values["answered_at"].isoformat(),
        "local_date": values["local_date"].isoformat(),
    }
    return codec.decode(document, ExerciseAttempt)
