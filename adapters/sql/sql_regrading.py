"""Regrading in SQL."""

import json
from uuid import UUID

from attrs import frozen
from sqlalchemy import bindparam, select

from parlons.adapters.sql.prepared import Prepared
from parlons.adapters.sql.query import Query
from parlons.adapters.sql.sql_attempts import attempt_reader, attempts_with_regrades
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.adapters.sql.tables import Tables
from parlons.application.ports.codec import ICodec
from parlons.application.ports.regrading import IRegrading
from parlons.application.ports.unit_of_work import DuplicateError
from parlons.domain.errors import NotFoundError
from parlons.domain.exercises.attempt import ExerciseAttempt, Regrade
from parlons.domain.exercises.exercise import Answer

_ALL_ZEROS = UUID(int=0)


@frozen(kw_only=True)
class RegradingQueries:
    """What is asked about attempts to be regraded, and what stores a new grade."""

    codec: ICodec
    tables: Tables
    attempts: Query[ExerciseAttempt]
    add: Prepared

    @classmethod
    def on(cls, database: SqlDatabase, codec: ICodec) -> "RegradingQueries":
        """Prepare the statements for a database."""
        attempts = database.tables.exercise_attempts
        regrades = database.tables.attempt_regrades
        waiting = (
            attempts_with_regrades(database.tables)
            .where(attempts.c.exercise_id == bindparam("exercise_id"))
            .where(attempts.c.exercise_version >= bindparam("since_version"))
            .where(attempts.c.id > bindparam("after", type_=attempts.c.id.type))
            .where(regrades.c.attempt_id.is_(None))
            .order_by(attempts.c.id)
            .limit(bindparam("limit"))
        )
        return cls(
            codec=codec,
            tables=database.tables,
            attempts=Query(database.prepare(waiting), attempt_reader(codec, database.tables)),
            add=database.prepare(database.insert(regrades).on_conflict_do_nothing()),
        )


@frozen
class SqlRegrading(IRegrading):
    """The regrading of a session."""

    transaction: SqlTransaction
    queries: RegradingQueries

    def accept(self, exercise_id: int, answer: Answer) -> None:
        exercises = self.queries.tables.exercises
        taught = exercises.c.id == exercise_id, exercises.c.retired_at.is_(None)
        locked = select(exercises.c.accepted).where(*taught).with_for_update()
        stored = self.transaction.read(locked, {}).scalar()
        if stored is None:
            raise NotFoundError(f"there is no exercise {exercise_id}")
        accepted = [*json.loads(stored), self.queries.codec.encode(answer)]
        self.transaction.change(exercises.update().where(*taught), {"accepted": accepted})

    def attempts(
        self, exercise_id: int, since_version: int, after: UUID | None, limit: int
    ) -> tuple[ExerciseAttempt, ...]:
        values = {"exercise_id": exercise_id, "since_version": since_version, "limit": limit}
        page = {**values, "after": after or _ALL_ZEROS}
        return self.queries.attempts.all(self.transaction, page)

    def regrade(self, attempt_id: UUID, regrade: Regrade) -> None:
        values = {
            "attempt_id": attempt_id,
            "exercise_version": regrade.exercise_version,
            "grade": self.queries.codec.encode(regrade)["grade"],
            "regraded_at": regrade.regraded_at,
        }
        if not self.transaction.add(self.queries.add, values):
            raise DuplicateError("the attempt has been regraded already")
