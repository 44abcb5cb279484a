"""How diskcache is kept from leaving connections open."""

import sqlite3
from contextlib import suppress
from pathlib import Path

from attrs import frozen
from diskcache import Cache


@frozen
class _ThreadEnd:
    connection: sqlite3.Connection

    def __del__(self) -> None:
        with suppress(sqlite3.Error):  # of a connection that belongs to another thread
            self.connection.close()


class ClosingCache(Cache):  # type: ignore[misc]  # diskcache ships no types
    """Closes a thread's connection when the thread ends, and when the folder cannot be used.

    diskcache leaves both to the garbage collector, of which Python warns since 3.13.
    """

    def __init__(self, folder: Path, **settings: object) -> None:
        try:
            super().__init__(folder, **settings)
        except BaseException:
            self.close()
            raise

    @property
    def _con(self) -> sqlite3.Connection:
        connection: sqlite3.Connection = super()._con
        end = getattr(self._local, "end", None)
        if end is None or end.connection is not connection:
            self._local.end = _ThreadEnd(connection)
        return connection
