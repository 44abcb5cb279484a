"""How the supported databases are reached."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen
from sqlalchemy import URL, Connection, Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError

from parlons.adapters.sql.sqlite import WriteTurns, is_missing, reading, sqlite_engine
from parlons.application.environment import SettingsError, variable

_CONNECT_SECONDS: Final = 10
_ONE_VIEW: Final = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_SQLITE: Final = ("sqlite", "sqlite+pysqlite")
_POSTGRESQL: Final = ("postgresql", "postgresql+psycopg")


@frozen
class Access:
    """An engine, what is around a transaction on it, and whether there is nothing to open yet."""

    engine: Engine
    around: Callable[[Connection], AbstractContextManager[object]] = field(
        default=nullcontext, repr=False
    )
    is_missing: Callable[[], bool] = field(default=lambda: False, repr=False)


def accesses(address: str | Path, pool_size: int) -> tuple[Access, Access]:
    """Return how to read and how to write; a path is a SQLite file. Raises `SettingsError`."""
    url = _url(address)
    options = {
        "pool_size": pool_size,
        "max_overflow": 0,
        "pool_use_lifo": True,
        "hide_parameters": True,  # errors are logged, and addresses and hashes are no log's
        "json_serializer": _JSON.encode,
        "json_deserializer": lambda document: document,
    }
    if url.drivername in _SQLITE:
        return _sqlite(url, options)
    connect_args = {"connect_timeout": _CONNECT_SECONDS}
    engine = create_engine(url, pool_pre_ping=True, connect_args=connect_args, **options)
    return Access(engine.execution_options(**_ONE_VIEW)), Access(engine)


def _sqlite(url: URL, options: dict[str, Any]) -> tuple[Access, Access]:
    path = Path(url.database or "")
    engine = sqlite_engine(url, **options)
    return (
        Access(engine, reading, lambda: is_missing(path)),
        Access(engine, WriteTurns().writing),
    )


def _url(address: str | Path) -> URL:
    if isinstance(address, Path):
        return URL.create("sqlite", database=str(address))
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):  # whose message may hold a piece of the password
        url = None
    if url is None or url.drivername not in (*_SQLITE, *_POSTGRESQL):
        raise SettingsError(
            f"{variable('database_url')} must be an address like"
            " postgresql://user:password@host:port/database or sqlite:////folder/file"
        )
    if url.drivername in _SQLITE:
        _require_file(url)
    return url


def _require_file(url: URL) -> None:
    if url.database in (None, "", ":memory:"):
        raise SettingsError(
            f"{variable('database_url')} must name a file;"
            f" nothing is kept by {variable('store')}=memory"
        )
    if url != URL.create(url.drivername, database=url.database):
        raise SettingsError(
            f"{variable('database_url')} must be sqlite:/// and the path of a file, nothing else"
        )
