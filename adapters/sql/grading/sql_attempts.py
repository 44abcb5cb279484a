"""Attempts in SQL."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import attrs
from attrs import frozen
from sqlalchemy import Select, bindparam, case, select, true, type_coerce

from parlons.adapters.sql.prepared import Prepared
from parlons.adapters.sql.query import Query, Reader, names_of
from parlons.adapters.sql.rows import AnySelect
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.adapters.sql.tables import Tables
from parlons.application.ports.attempts import IAttempts, MadeAttempt
from parlons.application.ports.codec import ICodec, Json
from parlons.application.ports.unit_of_work import DuplicateError
from parlons.domain.exercises.attempt import ExerciseAttempt, Regrade
from parlons.domain.progress.event import ExerciseResult

_DOCUMENTS = ("answer", "grade")
_REGRADE = names_of(Regrade)


@frozen(kw_only=True)
class AttemptQueries:
    """What is asked about attempts, and what adds one."""

    codec: ICodec
    add: Prepared
    by_id: Query[ExerciseAttempt]
    results: Query[MadeAttempt]
    by_idempotency_key: Query[ExerciseAttempt]
    latest: Query[ExerciseAttempt]

    @classmethod
    def on(cls, database: SqlDatabase, codec: ICodec) -> "AttemptQueries":
        """Prepare the statements for a database."""
        attempts, prepare = database.tables.exercise_attempts, database.prepare
        stored = attempts_with_regrades(database.tables)
        of_id = stored.where(attempts.c.id == bindparam("id", type_=attempts.c.id.type))
        of_user = stored.where(attempts.c.user_id == bindparam("user_id"))
        of_key = of_user.where(attempts.c.idempotency_key == bindparam("key"))
        newest_first = of_user.order_by(attempts.c.answered_at.desc(), attempts.c.id.desc())
        read = attempt_reader(codec, database.tables)
        return cls(
            codec=codec,
            add=prepare(database.insert(attempts).on_conflict_do_nothing()),
            by_id=Query(prepare(of_id), read),
            results=Query(prepare(_results(database)), _result),
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
        values = attrs.asdict(attempt, recurse=False, filter=_is_of_attempt) | {
            name: document[name] for name in _DOCUMENTS
        }
        if not self.transaction.add(self.queries.add, values):
            raise DuplicateError("the attempt is stored already")

    def by_id(self, attempt_id: UUID) -> ExerciseAttempt | None:
        return self.queries.by_id.first(self.transaction, {"id": attempt_id})

    def results(self, user_id: str, attempt_ids: Collection[UUID]) -> tuple[MadeAttempt, ...]:
        values = {"user_id": user_id, "ids": tuple(attempt_ids)}
        return self.queries.results.all(self.transaction, values)

    def by_idempotency_key(self, user_id: str, key: str) -> ExerciseAttempt | None:
        values = {"user_id": user_id, "key": key}
        return self.queries.by_idempotency_key.first(self.transaction, values)

    def latest(self, user_id: str, limit: int) -> tuple[ExerciseAttempt, ...]:
        values = {"user_id": user_id, "limit": limit}
        return self.queries.latest.all(self.transaction, values)


def attempts_with_regrades(tables: Tables) -> Select[tuple[Any, ...]]:
    """Select attempts, each with the grade it got later or nothing in its place."""
    attempts, regrades = tables.exercise_attempts, tables.attempt_regrades
    later = (regrades.c[name].label(f"regraded_{name}") for name in _REGRADE)
    return select(attempts, *later).outerjoin(regrades, regrades.c.attempt_id == attempts.c.id)


def _results(database: SqlDatabase) -> AnySelect:
    attempts, regrades = database.tables.exercise_attempts, database.tables.attempt_regrades
    counts = case((regrades.c.attempt_id.is_(None), attempts.c.grade), else_=regrades.c.grade)
    right = type_coerce(counts, attempts.c.grade.type)["accepted"].as_boolean()
    # Said so that no index helps, or SQLite goes through all that the learner has ever answered.
    own = (attempts.c.user_id == bindparam("user_id")).is_(true())
    return (
        select(attempts.c.exercise_id, attempts.c.id, right, attempts.c.answered_at)
        .outerjoin(regrades, regrades.c.attempt_id == attempts.c.id)
        .where(own, database.among(attempts.c.id, "ids"))
    )


def _result(row: Sequence[Any]) -> MadeAttempt:
    exercise_id, attempt_id, right, answered_at = row
    result = ExerciseResult(exercise_id=exercise_id, attempt_id=attempt_id, right=right)
    return MadeAttempt(result=result, answered_at=answered_at)


def attempt_reader(codec: ICodec, tables: Tables) -> Reader[ExerciseAttempt]:
    """Return what makes an attempt of such a row."""
    names = tables.exercise_attempts.c.keys()

    def read(row: Sequence[Any]) -> ExerciseAttempt:
        values, regrade = row[: len(names)], row[len(names) :]
        document = {
            **_document(dict(zip(names, values, strict=True))),
            "regraded": _regrade(*regrade) if any(regrade) else None,
        }
        return codec.decode(document, ExerciseAttempt)

    return read


def _document(values: dict[str, Any]) -> Json:
    return {
        **values,
        **{name: json.loads(values[name]) for name in _DOCUMENTS},
        "id": str(values["id"]),
        "answered_at": values["answered_at"].isoformat(),
        "local_date": values["local_date"].isoformat(),
    }


def _regrade(exercise_version: int, grade: str, regraded_at: datetime) -> Json:
    return {
        "exercise_version": exercise_version,
        "grade": json.loads(grade),
        "regraded_at": regraded_at.isoformat(),
    }


def _is_of_attempt(attribute: "attrs.Attribute[Any]", _value: object) -> bool:
    return attribute.name != "regraded"
