"""Alembic, run on a connection that is handed over."""

from functools import cache

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from attrs import field, frozen
from sqlalchemy import Connection, MetaData, func, select

from parlons.adapters.sql.errors import DatabaseOutdatedError


@frozen(kw_only=True)
class Migrator:
    """Moves the tables of one installation from revision to revision.

    The installation's own version table has its prefix too, so that several installations, and a
    host with an Alembic of its own, live in one database.
    """

    metadata: MetaData
    prefix: str
    version_table: str = field(init=False)

    @version_table.default
    def _version_table(self) -> str:
        return f"{self.prefix}parlons_version"

    def current(self, connection: Connection) -> str | None:
        """Return the revision the database is at, or None when it has no tables yet."""
        options = {"version_table": self.version_table}
        return MigrationContext.configure(connection, opts=options).get_current_revision()

    def upgrade(self, connection: Connection) -> None:
        """Move to the newest revision, in the connection's transaction.

        Raises `DatabaseOutdatedError` where the tables are those of a newer program.
        """
        self._take_turn(connection)
        current = self.current(connection)
        if not _is_known(current):
            raise outdated(current)
        command.upgrade(self._config(connection), "head")

    def downgrade(self, connection: Connection, revision: str) -> None:
        """Move back to a revision, in the connection's transaction."""
        self._take_turn(connection)
        command.downgrade(self._config(connection), revision)

    def _take_turn(self, connection: Connection) -> None:
        """Let one process migrate at a time; on SQLite a transaction that writes does that."""
        if connection.dialect.name == "postgresql":
            key = func.hashtext(self.version_table)
            connection.execute(select(func.pg_advisory_xact_lock(key)))

    def _config(self, connection: Connection) -> Config:
        config = _config()
        config.attributes.update(connection=connection, migrator=self)
        return config


@cache
def newest_revision() -> str:
    """The revision that this program works with."""
    return ScriptDirectory.from_config(_config()).get_heads()[0]


def outdated(current: str | None) -> DatabaseOutdatedError:
    """Say that the tables are at another revision than the newest, and what is to be done."""
    if not _is_known(current):
        return DatabaseOutdatedError(
            f"the database is at revision {current}, which this program does not know:"
            " install a newer Parlons"
        )
    found = "has no tables yet" if current is None else "is not up to date"
    return DatabaseOutdatedError(f"the database {found}: run `parlons db upgrade`")


def _is_known(revision: str | None) -> bool:
    scripts = ScriptDirectory.from_config(_config())
    return revision is None or revision in {each.revision for each in scripts.walk_revisions()}


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "parlons.adapters.sql:migrations")
    config.set_main_option("path_separator", "os")
    return config
