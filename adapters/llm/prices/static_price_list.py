"""Prices that somebody set."""

from collections.abc import Mapping

from attrs import frozen

from parlons.application.environment import SettingsError, variable
from parlons.application.ports.price_list import IPriceList
from parlons.application.settings import Settings
from parlons.domain.tutoring.usage import ModelPrice


@frozen
class StaticPriceList(IPriceList):
    """Knows the prices it was given and leaves other models to `others`."""

    prices: Mapping[str, ModelPrice]
    others: IPriceList | None = None

    def price(self, model: str) -> ModelPrice | None:
        """Return the model's price, or None when nobody knows it."""
        if model in self.prices or self.others is None:
            return self.prices.get(model)
        return self.others.price(model)


def own_prices(settings: Settings) -> dict[str, ModelPrice]:
    """The price that the operator set for the model in use, if any.

    Cached input then costs as much as any other. Raises `SettingsError` for half a price.
    """
    input_, output = settings.llm_input_price, settings.llm_output_price
    if input_ is None and output is None:
        return {}
    if input_ is None or output is None:
        missing = variable("llm_output_price" if output is None else "llm_input_price")
        raise SettingsError(f"{missing} must be set, too: a price has two parts")
    price = ModelPrice(input=input_, cached_input=input_, output=output)
    return {settings.openai_model: price}
