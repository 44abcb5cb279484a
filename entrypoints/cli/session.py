"""A container for the time of one command."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from parlons.application.environment import settings_from, variable
from parlons.application.settings import Settings
from parlons.container import Container
from parlons.entrypoints.cli.output import note


def is_embedded(settings: Settings) -> bool:
    """Whether the records are this machine's own: in memory, or in our SQLite file."""
    return settings.store == "memory" or _has_own_file(settings)


@contextmanager
def opened(log_level: str = "warning") -> Iterator[Container]:
    """Give a container for the settings in the environment and close what it opened.

    Logs are for servers: a command logs warnings only, unless it is told otherwise. Raises
    `SettingsError`.
    """
    settings = settings_from({variable("log_level"): log_level} | os.environ)
    from parlons.entrypoints.logging import configure_logging

    configure_logging(settings)
    container = Container(settings=settings)
    try:
        yield container
    finally:
        container.shutdown_resources()


@contextmanager
def ready(*, migrate: bool = True, log_level: str = "warning") -> Iterator[Container]:
    """Give a container whose own SQLite file, where it uses that, has the tables it needs.

    Any other database is changed by `parlons db upgrade` only. Raises `SettingsError`,
    `StorageUnavailableError`.
    """
    with opened(log_level) as container:
        settings = container.settings()
        if migrate and _has_own_file(settings) and not container.database().is_current():
            note(f"setting up the database in {settings.data_folder}")
            container.database().upgrade()
        yield container


def _has_own_file(settings: Settings) -> bool:
    return settings.store == "sql" and settings.database_url is None
