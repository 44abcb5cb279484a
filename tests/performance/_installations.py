"""New installations, on SQLite and, where PARLONS_TEST_POSTGRES_URL is set, on PostgreSQL."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.support.postgres import database_on

from parlons.container import Container, Settings


def installations(**settings: Any) -> Iterator[tuple[str, Container]]:
    """Yield the name of each kind of database with a container; what it made is removed."""
    with TemporaryDirectory() as folder:
        yield "SQLite", (container := installed(Path(folder), **settings))
        container.shutdown_resources()
    server = os.environ.get("PARLONS_TEST_POSTGRES_URL")
    if server is None:
        print("nothing is measured on PostgreSQL: PARLONS_TEST_POSTGRES_URL is not set")
        return
    with TemporaryDirectory() as folder, database_on(server) as url:
        yield "PostgreSQL", (container := installed(Path(folder), database_url=url, **settings))
        container.shutdown_resources()


def installed(folder: Path, **settings: Any) -> Container:
    """Return a container whose database has its tables."""
    telemetry = {"telemetry": ("memory",)}
    container = Container(settings=Settings(data_dir=folder, **(telemetry | settings)))
    container.database().upgrade()
    return container


def environment(container: Container) -> dict[str, str]:
    """Return the variables by which another process uses the same installation."""
    settings = container.settings()
    given = {"PARLONS_DATA_DIR": str(settings.data_folder), "PARLONS_LOG_TO": "stderr"}
    if settings.database_url is not None:
        given["PARLONS_DATABASE_URL"] = settings.database_url
    return given
