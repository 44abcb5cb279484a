"""The vocabulary of units as it is put and changed."""

from attrs import frozen
from sqlalchemy import func, select

from parlons.adapters.sql.learning.stored_vocabulary import ENTRY, vocabulary_entry
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.application.ports.codec import ICodec
from parlons.domain.learning.vocabulary_entry import VocabularyEntry

_KEY = ("path_id", "term", "part_of_speech")


@frozen
class ShelfVocabulary:
    """Puts the entries of units; a term keeps its row when it moves to another unit."""

    transaction: SqlTransaction
    database: SqlDatabase
    codec: ICodec

    def put(self, path_id: int, unit_id: int, vocabulary: tuple[VocabularyEntry, ...]) -> bool:
        """Make these the unit's entries; say whether they were others."""
        if self._stored(unit_id) == vocabulary:
            return False
        entries = self.database.tables.vocabulary_entries
        of_unit = entries.update().where(
            entries.c.unit_id == unit_id, entries.c.retired_at.is_(None)
        )
        self.transaction.change(of_unit.values(retired_at=func.now()), {})
        rows = []
        for position, entry in enumerate(vocabulary, start=1):
            document = self.codec.encode(entry)
            place = {"path_id": path_id, "unit_id": unit_id, "position": position}
            rows.append({**place, **{name: document[name] for name in ENTRY}, "retired_at": None})
        if rows:
            add = self.database.insert(entries)
            others = {name: add.excluded[name] for name in rows[0] if name not in _KEY}
            put = add.on_conflict_do_update(index_elements=_KEY, set_=others)
            self.transaction.change(put, rows)
        return True

    def _stored(self, unit_id: int) -> tuple[VocabularyEntry, ...]:
        entries = self.database.tables.vocabulary_entries
        live = (
            select(*(entries.c[name] for name in ENTRY))
            .where(entries.c.unit_id == unit_id, entries.c.retired_at.is_(None))
            .order_by(entries.c.position)
        )
        rows = self.transaction.read(live, {})
        return tuple(vocabulary_entry(self.codec, row) for row in rows)
