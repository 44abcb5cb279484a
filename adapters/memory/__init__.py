"""Records kept in this process, for tests and for trying things out."""

from collections.abc import Iterator

from parlons.application.ports.unit_of_work import IUnitOfWork


def unit_of_work() -> Iterator[IUnitOfWork]:
    """An empty store that ends with the process."""
    from parlons.adapters.memory.in_memory_unit_of_work import InMemoryUnitOfWork

    yield InMemoryUnitOfWork()
