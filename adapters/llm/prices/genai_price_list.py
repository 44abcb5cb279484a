"""Prices that the providers publish."""

from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING, Final

from attrs import frozen

from parlons.application.ports.price_list import IPriceList
from parlons.domain.tutoring.usage import ModelPrice

if TYPE_CHECKING:
    from genai_prices.types import TieredPrices

_MICRODOLLARS: Final = 1_000_000


@frozen
class GenaiPriceList(IPriceList):
    """The prices of the library `genai-prices` as they were installed; nothing is fetched.

    What a model costs depends on who runs it, so `server_url` decides whose prices count. Where the
    price of a token rises with the length of the prompt, the lowest tier counts. A model that also
    costs something per request has no price here, nor has one whose price is negative or no number.
    """

    server_url: str

    def price(self, model: str) -> ModelPrice | None:
        """Return today's price, or None for a server or a model that is not in the library."""
        from genai_prices import Usage, calc_price

        try:
            found = calc_price(Usage(), model, provider_api_url=self.server_url).model_price
        except LookupError:
            return None
        if found.input_mtok is None or found.output_mtok is None or found.requests_kcount:
            return None
        cached = found.input_mtok if found.cache_read_mtok is None else found.cache_read_mtok
        return _price(*map(_lowest, (found.input_mtok, cached, found.output_mtok)))


def _price(*dollars: Decimal) -> ModelPrice | None:
    if not all(each.is_finite() and each >= 0 for each in dollars):
        return None
    input_, cached, output = (ceil(each * _MICRODOLLARS) for each in dollars)
    return ModelPrice(input=input_, cached_input=cached, output=output)


def _lowest(price: "Decimal | TieredPrices") -> Decimal:
    return price if isinstance(price, Decimal) else price.base
