"""What every `IPriceList` promises."""

import pytest

from parlons.application.ports.price_list import IPriceList
from parlons.domain.tutoring.usage import ModelPrice, TokenUsage


class PriceListContract:
    """A price is known or it is None; nothing is guessed from a name that looks alike."""

    @pytest.fixture
    def prices(self) -> IPriceList:
        """A price list."""
        raise NotImplementedError

    @pytest.fixture
    def known(self) -> str:
        """A model whose price it knows."""
        raise NotImplementedError

    def test_a_known_price_makes_a_cost(self, prices: IPriceList, known: str) -> None:
        price = prices.price(known)
        assert isinstance(price, ModelPrice)
        assert price.cost(TokenUsage(input_tokens=1_000_000)) == price.input
        assert price.cached_input <= price.input

    def test_the_price_of_a_model_stays(self, prices: IPriceList, known: str) -> None:
        assert prices.price(known) == prices.price(known)

    @pytest.mark.parametrize("name", ["", " ", "no-such-model", "x" * 10_000, "nul\0", "é✨"])
    def test_an_unknown_model_has_no_price(self, prices: IPriceList, name: str) -> None:
        assert prices.price(name) is None

    def test_a_name_that_only_looks_alike_has_no_price(
        self, prices: IPriceList, known: str
    ) -> None:
        assert prices.price(f"{known}-no-such-variant") is None
