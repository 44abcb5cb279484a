"""Regrading in SQL."""

from uuid import UUID

from attrs import frozen
from sqlalchemy import select

from parlons.adapters.sql.grading.sql_attempts import attempt_reader, attempts_with_regrades
from parlons.adapters.sql.learning.stored_exercises import EXERCISE, ExerciseReader, exercise_reader
from parlons.adapters.sql.prepared import Prepared
from parlons.adapters.sql.query import BEFORE_ALL, Reader
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.adapters.sql.tables import Tables
from parlons.application.ports.codec import ICodec
from parlons.application.ports.regrading import IRegrading
from parlons.application.ports.unit_of_work import DuplicateError
from parlons.domain.errors import NotFoundError
from parlons.domain.exercises.attempt import ExerciseAttempt, Regrade
from parlons.domain.learning.catalogue import StoredExercise


@frozen(kw_only=True)
class RegradingQueries:
    """What reads exercises and attempts, and what stores a new grade."""

    codec: ICodec
    tables: Tables
    read_exercise: ExerciseReader
    read_attempt: Reader[ExerciseAttempt]
    add: Prepared

    @classmethod
    def on(cls, database: SqlDatabase, codec: ICodec) -> "RegradingQueries":
        """Prepare the statements for a database."""
        regrades = database.tables.attempt_regrades
        return cls(
            codec=codec,
            tables=database.tables,
            read_exercise=exercise_reader(codec),
            read_attempt=attempt_reader(codec, database.tables),
            add=database.prepare(database.insert(regrades).on_conflict_do_nothing()),
        )


@frozen
class SqlRegrading(IRegrading):
    """The regrading of a session."""

    transaction: SqlTransaction
    queries: RegradingQueries

    def lock(self, exercise_id: int) -> StoredExercise:
        exercises = self.queries.tables.exercises
        locked = (
            select(*(exercises.c[name] for name in EXERCISE))
            .where(exercises.c.id == exercise_id, exercises.c.retired_at.is_(None))
            .with_for_update()
        )
        row = self.transaction.read(locked, {}).first()
        if row is None:
            raise NotFoundError(f"there is no exercise {exercise_id}")
        return self.queries.read_exercise(*row)

    def accept(self, exercise: StoredExercise) -> None:
        exercises = self.queries.tables.exercises
        accepted = [self.queries.codec.encode(answer) for answer in exercise.accepted]
        update = exercises.update().where(exercises.c.id == exercise.id)
        self.transaction.change(update, {"accepted": accepted})

    def attempts(
        self, exercise_id: int, since_version: int, after: UUID | None, limit: int
    ) -> tuple[ExerciseAttempt, ...]:
        attempts = self.queries.tables.exercise_attempts
        regrades = self.queries.tables.attempt_regrades
        page = (
            attempts_with_regrades(self.queries.tables)
            .where(attempts.c.exercise_id == exercise_id)
            .where(attempts.c.exercise_version >= since_version)
            .where(attempts.c.grade["accepted"].as_boolean().is_(False))
            .where(attempts.c.id > (after or BEFORE_ALL), regrades.c.attempt_id.is_(None))
            .order_by(attempts.c.id)
            .limit(limit)
        )
        return tuple(map(self.queries.read_attempt, self.transaction.read(page, {})))

    def regrade(self, attempt_id: UUID, regrade: Regrade) -> None:
        values = {
            "attempt_id": attempt_id,
            "exercise_version": regrade.exercise_version,
            "grade": self.queries.codec.encode(regrade)["grade"],
            "regraded_at": regrade.regraded_at,
        }
        if not self.transaction.add(self.queries.add, values):
            raise DuplicateError("the attempt has been regraded already")
