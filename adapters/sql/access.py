"""How the supported databases are reached."""

import json
from collections.abc import Callable
from typing import Final

from attrs import field, frozen
from sqlalchemy import Connection, Engine, create_engine, make_url

from parlons.adapters.sql.sqlite import begin_reading, begin_writing, sqlite_engine
from parlons.application.environment import SettingsError

_CONNECT_SECONDS: Final = 10
_ONE_VIEW: Final = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@frozen
class Access:
    """An engine and how its transactions begin."""

    engine: Engine
    begin: Callable[[Connection], None] = field(default=lambda _: None, repr=False)


def accesses(address: str, pool_size: int) -> tuple[Access, Access]:
    """Return how to read and how to write."""
    url = make_url(address)
    options = {
        "pool_size": pool_size,
        "max_overflow": 0,
        "pool_use_lifo": True,
        "json_serializer": _JSON.encode,
        "json_deserializer": lambda document: document,
    }
    if url.get_backend_name() == "postgresql":
        connect_args = {"connect_timeout": _CONNECT_SECONDS}
        engine = create_engine(url, pool_pre_ping=True, connect_args=connect_args, **options)
        return Access(engine.execution_options(**_ONE_VIEW)), Access(engine)
    if url.database in (None, "", ":memory:"):
        raise SettingsError(
            "PARLONS_DATABASE_URL must name a file; nothing is kept by store=memory"
        )
    engine = sqlite_engine(url, **options)
    return Access(engine, begin_reading), Access(engine, begin_writing)
