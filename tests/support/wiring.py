"""Use cases around a store of one's own."""

from typing import Any

from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.settings import Settings
from parlons.container import Container


def wired(unit_of_work: IUnitOfWork, **replaced: Any) -> Container:
    """Return a container in memory, but for the store and whatever else is replaced by name."""
    settings = replaced.pop("settings", Settings.in_memory())
    return Container(settings=settings, unit_of_work=unit_of_work, **replaced)
