"""The exercises of lessons as they are put and changed."""

import json
from typing import Any

from attrs import define, field, frozen
from sqlalchemy import bindparam, func, select

from parlons.adapters.sql.rows import AnyRow
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.adapters.sql.tables import Tables
from parlons.application.ports.codec import ICodec, Json
from parlons.domain.exercises.exercise import Exercise
from parlons.domain.learning.catalogue import StoredExercise
from parlons.domain.learning.lesson import Lesson


@define
class _Differences:
    """Rows to add, to change and to retire."""

    added: list[dict[str, Any]] = field(factory=list)
    changed: list[dict[str, Any]] = field(factory=list)
    retired: list[dict[str, Any]] = field(factory=list)


@frozen
class ShelfExercises:
    """Puts the exercises of lessons."""

    transaction: SqlTransaction
    tables: Tables
    codec: ICodec

    def put(self, lesson_id: int, lesson: Lesson) -> bool:
        """Make these the lesson's exercises; say whether they were others.

        One whose content differs gets the next version; one that is gone is retired.
        """
        found = self._differences(lesson_id, self.codec.encode(lesson)["exercises"])
        exercises = self.tables.exercises
        by_id = exercises.update().where(exercises.c.id == bindparam("of_id"))
        if found.added:
            self.transaction.change(exercises.insert(), found.added)
        if found.changed:
            self.transaction.change(by_id, found.changed)
        if found.retired:
            self.transaction.change(by_id.values(retired_at=func.now()), found.retired)
        return bool(found.added or found.changed or found.retired)

    def _differences(self, lesson_id: int, documents: list[Json]) -> _Differences:
        exercises = self.tables.exercises
        rows = self.transaction.read(
            select(exercises).filter_by(lesson_id=lesson_id).with_for_update(), {}
        )
        stored = {row.slug: row for row in rows}
        found = _Differences()
        for position, document in enumerate(documents, start=1):
            row = stored.pop(document["slug"], None)
            now = {"position": position, "content": document, "retired_at": None}
            if row is None:
                added = {"version": 1, "accepted": [], "task_since": 1, "lesson_id": lesson_id}
                found.added.append({**now, **added, "slug": document["slug"]})
            elif change := self._change(row, now):
                found.changed.append({**change, "of_id": row.id})
        gone = (row for row in stored.values() if row.retired_at is None)
        found.retired.extend({"of_id": row.id} for row in gone)
        return found

    def _change(self, row: AnyRow, now: dict[str, Any]) -> dict[str, Any] | None:
        """Return the values of the row as it is from now on, or None when it stays as it is."""
        before = {**row._asdict(), "content": json.loads(row.content)}
        kept = {
            "version": row.version,
            "accepted": json.loads(row.accepted),
            "task_since": row.task_since,
        }
        if before["content"] != now["content"]:
            kept["version"] += 1
            asked, asks = self._exercise(before["content"]), self._exercise(now["content"])
            if not asks.asks_the_same_as(asked):
                kept |= {"accepted": [], "task_since": kept["version"]}
        elif all(before[name] == value for name, value in now.items()):
            return None
        return {**now, **kept}

    def _exercise(self, document: Json) -> Exercise:
        stored = {"id": 0, "version": 0, "content": document}
        return self.codec.decode(stored, StoredExercise).content
