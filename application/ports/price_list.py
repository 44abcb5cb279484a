"""What models cost."""

from abc import abstractmethod
from typing import Protocol

from parlons.domain.tutoring.usage import ModelPrice


class IPriceList(Protocol):
    """Knows the prices of models."""

    @abstractmethod
    def price(self, model: str) -> ModelPrice | None:
        """Return the model's price, or None when it is unknown; never a guess."""
