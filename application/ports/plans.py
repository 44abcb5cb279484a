"""Plans that were changed at run time."""

from abc import abstractmethod
from typing import Protocol

from parlons.domain.spending.plan import Plan


class IPlans(Protocol):
    """Stored plans; `put` and `remove` need a write session."""

    @abstractmethod
    def all(self) -> tuple[Plan, ...]:
        """Return the stored plans by name."""

    @abstractmethod
    def put(self, plan: Plan) -> None:
        """Store a plan.

        Raises `DuplicateError` for revision 1 of one that is there already, and
        `StaleRevisionError` for a later revision unless the one before it is what is stored.
        """

    @abstractmethod
    def remove(self, name: str) -> bool:
        """Forget a plan; say whether it was stored."""
