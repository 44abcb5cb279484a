"""The exam of our price lists."""

import pytest

from parlons.adapters.llm.prices.genai_price_list import GenaiPriceList
from parlons.adapters.llm.prices.static_price_list import StaticPriceList
from parlons.adapters.llm.server import OPENAI_URL
from parlons.domain.tutoring.usage import ModelPrice
from parlons.entrypoints.testing.contracts.price_list import PriceListContract


class TestStaticPriceList(PriceListContract):
    @pytest.fixture
    def prices(self):
        return StaticPriceList({"ours": ModelPrice(input=5, output=7)})

    @pytest.fixture
    def known(self):
        return "ours"


class TestGenaiPriceList(PriceListContract):
    @pytest.fixture
    def prices(self):
        return GenaiPriceList(OPENAI_URL)

    @pytest.fixture
    def known(self):
        return "gpt-5-mini"
