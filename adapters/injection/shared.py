"""One instance for everybody, whichever thread asks first."""

from collections.abc import Iterator
from threading import RLock
from typing import Any, ClassVar, TypeVar

from dependency_injector import providers

_T = TypeVar("_T")


class Shared(providers.Resource[_T]):
    """Created once, whichever thread asks; closed by `shutdown_resources()`.

    `Singleton` and `Resource` of dependency-injector may create two when threads race. The lock is
    one for all providers, because creating a resource creates those it needs.
    """

    _lock: ClassVar = RLock()

    def __call__(self, *args: Any, **kwargs: Any) -> _T:  # type: ignore[override]  # never async
        """Return the instance."""
        with self._lock:
            return super().__call__(*args, **kwargs)

    @property
    def related(self) -> Iterator[providers.Provider[Any]]:
        """Yield all it is made with, however indirectly.

        The order of shutdown is made from this; dependency-injector's own answer ends at the first
        selector or factory.
        """
        yield from providers.traverse(*super().related)
