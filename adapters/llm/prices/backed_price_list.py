"""Prices where a second provider stands in for the first."""

from attrs import frozen

from parlons.application.ports.price_list import IPriceList
from parlons.domain.tutoring.usage import ModelPrice


@frozen
class BackedPriceList(IPriceList):
    """Knows the first provider's prices, and what `model` costs at the second.

    Where both run a model of that name, each part of its price is the dearer one: a budget must
    hold wherever the call goes. Does the second not tell, the price is unknown.
    """

    first: IPriceList
    model: str
    second: IPriceList

    def price(self, model: str) -> ModelPrice | None:
        """Return the model's price, or None when it is unknown where it may run."""
        first = self.first.price(model)
        if model != self.model:
            return first
        second = self.second.price(model)
        if first is None or second is None:
            return second
        return ModelPrice(
            input=max(first.input, second.input),
            cached_input=max(first.cached_input, second.cached_input),
            output=max(first.output, second.output),
        )
