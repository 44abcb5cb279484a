"""Whether this process can serve requests."""

import logging
from collections.abc import Callable, Mapping
from typing import Final

from parlons.container import Container

OK: Final = "ok"

_log = logging.getLogger(__name__)


def readiness(container: Container) -> Mapping[str, str]:
    """Say of each part that requests use whether it is `OK`, and else what is wrong with it.

    Requests need the database only: a cache that fails is a cache that is empty.
    """
    return {
        "database": _state("database", lambda: _database(container)),
        "cache": _state("cache", lambda: _cache(container)),
    }


def _database(container: Container) -> str:
    if container.settings().store == "sql" and not container.database().is_current():
        return "lacks the tables of this version: run `parlons db upgrade`"
    with container.unit_of_work().read() as session:
        session.catalogue.paths(0, 1)
    return OK


def _cache(container: Container) -> str:
    container.cache().get("readiness")
    return OK


def _state(part: str, check: Callable[[], str]) -> str:
    try:
        return check()
    except Exception as error:  # noqa: BLE001  # whatever it is, the part cannot be used
        _log.warning("not_ready", extra={"part": part, "reason": str(error)})
        return "cannot be used; the log says why"
