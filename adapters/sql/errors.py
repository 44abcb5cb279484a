"""What keeps a database from being used."""

from parlons.application.ports.unit_of_work import StorageUnavailableError


class DatabaseUnreachableError(StorageUnavailableError):
    """The database does not answer, is locked, or refuses what it is asked."""


class DatabaseOutdatedError(StorageUnavailableError):
    """The tables are not those that this program works with."""
