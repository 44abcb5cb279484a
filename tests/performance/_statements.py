"""The bare SQL of a use case: recorded once, then run again without the use case."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, event

Statements = Sequence[tuple[str, Sequence[Any]]]


@contextmanager
def recorded() -> Iterator[list[tuple[str, Sequence[Any]]]]:
    """Note every statement that SQLAlchemy executes in the block, with its parameters."""
    found: list[tuple[str, Sequence[Any]]] = []

    def note(
        _connection: object, _cursor: object, statement: str, parameters: Any, *_: Any
    ) -> None:
        found.append((statement, list(parameters)))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def run(execute: Callable[[str, tuple[Any, ...]], Any], statements: Statements) -> list[list[Any]]:
    """Execute the statements; what is inserted gets an id of its own."""
    rows: list[list[Any]] = []
    for statement, parameters in statements:
        if statement.startswith("INSERT"):
            execute(statement, (uuid4().hex, *parameters[1:]))
        else:
            rows.extend(map(list, execute(statement, tuple(parameters)).fetchall()))
    return rows


def run_on(connection: Connection, statements: Statements) -> list[list[Any]]:
    """Execute the statements as they are, without building or compiling any."""
    return run(connection.exec_driver_sql, statements)
