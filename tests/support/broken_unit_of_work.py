"""A store that fails."""

from typing import NoReturn

from attrs import define

from parlons.application.ports.unit_of_work import IUnitOfWork


@define
class BrokenUnitOfWork(IUnitOfWork):
    """Raises its error instead of opening a session."""

    error: Exception

    def read(self) -> NoReturn:
        raise self.error

    def write(self) -> NoReturn:
        raise self.error
