"""A whole installation with a database, called over Flask."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from attrs import field, frozen
from flask.testing import FlaskClient
from sqlalchemy import select
from tests.support.api import settings, token
from tests.support.every_exercise import course
from tests.support.outside import QUICK_HASHER
from werkzeug.test import TestResponse

from parlons.container import Container
from parlons.domain.identity.principal import OPERATOR
from parlons.entrypoints.http.flask_app import create_app


@frozen
class Installation:
    """Its container, and a client that sends somebody's token unless told otherwise."""

    container: Container
    client: FlaskClient = field(repr=False)

    def send(
        self, method: str, path: str, *, user: str = "ada", token_: str | None = None, **more: Any
    ) -> TestResponse:
        bearer = token(self.container, user) if token_ is None else token_
        headers = {"Authorization": f"Bearer {bearer}", **more.pop("headers", {})}
        return self.client.open(path, method=method, headers=headers, **more)

    def exercise(self, slug: str) -> int:
        """The id of an exercise."""
        lesson = self.send("GET", "/api/lessons/1").json
        [found] = [each["id"] for each in lesson["exercises"] if each["content"]["slug"] == slug]
        return found

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything that the database holds, by table."""
        database = self.container.database()
        with database.reading() as connection:
            return {
                table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
                for table in database.tables.metadata.sorted_tables
            }


@contextmanager
def installation(folder: Path, **changes: Any) -> Iterator[Installation]:
    """An installation with one exercise of each kind; by default on SQLite in the folder."""
    kept = {"store": "sql", "data_dir": folder, "password_hasher": QUICK_HASHER}
    container = Container(settings=settings(**(kept | changes)))
    container.database().upgrade()
    container.import_course()(OPERATOR, course())
    yield Installation(container, create_app(container).test_client())
    container.shutdown_resources()
