"""`parlons db`."""

from typing import Final

import typer

from parlons.application.environment import variable
from parlons.container import Container
from parlons.domain.errors import ParlonsError
from parlons.entrypoints.cli.generated import Check, Output, deliver
from parlons.entrypoints.cli.output import show
from parlons.entrypoints.cli.session import opened

app = typer.Typer(help="Look after the database.", no_args_is_help=True)

_DIALECTS: Final = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


class NoDatabaseError(ParlonsError):
    """The records are not kept in a database of ours."""


@app.command()
def upgrade() -> None:
    """Bring the database to the tables of this version; what is stored stays.

    Example: PARLONS_DATABASE_URL=postgresql://localhost/parlons parlons db upgrade
    """
    with opened() as container:
        _require_database(container)
        database = container.database()
        if database.is_current():
            show("the database is up to date")
        else:
            database.upgrade()
            show("the database was upgraded")


@app.command()
def status() -> None:
    """Tell whether the database answers and has the tables of this version.

    Ends with status 1 when not.
    """
    with opened() as container:
        _require_database(container)
        container.database().require_current()
        show("the database is up to date")


@app.command("dump-schema")
def dump_schema(check: Check = None, output: Output = None) -> None:
    """Print the SQL that makes the tables, for each kind of database.

    Example: parlons db dump-schema --output docs/schema.sql
    """
    with opened() as container:
        database = container.database()
        schema = "\n".join(
            f"-- {name}\n\n{database.dump_schema(dialect)}" for dialect, name in _DIALECTS.items()
        )
    deliver(schema, check=check, output=output, command="db dump-schema")


def _require_database(container: Container) -> None:
    store = container.settings().store
    if store != "sql":
        raise NoDatabaseError(f"{variable('store')}={store} keeps no database")
