"""Prices that somebody set."""

import re
from collections.abc import Mapping
from typing import Final

from attrs import frozen

from parlons.application.environment import SettingsError, variable
from parlons.application.ports.price_list import IPriceList
from parlons.application.settings import Settings
from parlons.domain.tutoring.usage import ModelPrice

_PRICE: Final = re.compile(r"(\s*\S.*)=(\d{1,12})/(?:(\d{1,12})/)?(\d{1,12})", re.ASCII)


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
    """The prices that the operator set, that of the model in use among them.

    Cached input costs as much as any other where nothing else is said. Raises `SettingsError` for
    half a price, for one that cannot be read, and for a second one of the same model.
    """
    prices = _price_in_use(settings)
    for text in settings.llm_prices:
        model, price = _read(text)
        if model in prices:
            raise SettingsError(f"{variable('llm_prices')}: {model} has a price already")
        prices[model] = price
    return prices


def _price_in_use(settings: Settings) -> dict[str, ModelPrice]:
    input_, output = settings.llm_input_price, settings.llm_output_price
    if input_ is None and output is None:
        return {}
    if input_ is None or output is None:
        missing = variable("llm_output_price" if output is None else "llm_input_price")
        raise SettingsError(f"{missing} must be set, too: a price has two parts")
    price = ModelPrice(input=input_, cached_input=input_, output=output)
    return {settings.openai_model: price}


def _read(text: str) -> tuple[str, ModelPrice]:
    found = _PRICE.fullmatch(text)
    if found is None:
        raise SettingsError(
            f"{variable('llm_prices')} must be NAME=INPUT/OUTPUT or NAME=INPUT/CACHED/OUTPUT in"
            f" whole micro-dollars per million tokens, not {text!r}"
        )
    model, input_, cached, output = found.groups()
    price = ModelPrice(input=int(input_), cached_input=int(cached or input_), output=int(output))
    return model.strip(), price
