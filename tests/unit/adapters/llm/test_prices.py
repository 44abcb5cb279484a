import socket
from decimal import Decimal

import pytest
from genai_prices.types import ModelPrice as ListedPrice
from genai_prices.types import Tier, TieredPrices

from parlons.adapters import llm
from parlons.adapters.llm.prices.backed_price_list import BackedPriceList
from parlons.adapters.llm.prices.genai_price_list import GenaiPriceList
from parlons.adapters.llm.prices.static_price_list import StaticPriceList, own_prices
from parlons.adapters.llm.server import OPENAI_URL
from parlons.application.environment import SettingsError
from parlons.application.ports.price_list import IPriceList
from parlons.application.settings import Settings
from parlons.domain.tutoring.usage import ModelPrice


def prices(**changes: object) -> IPriceList:
    return next(iter(llm.price_list(Settings.in_memory(**changes))))


def listed(mocker, **per_million: object) -> None:
    calculation = mocker.Mock(model_price=ListedPrice(**per_million))
    mocker.patch("genai_prices.calc_price", return_value=calculation)


def test_dollars_per_million_tokens_become_microdollars():
    # OpenAI's price of August 2025: $0.25 in, $0.025 cached, $2 out.
    assert GenaiPriceList(OPENAI_URL).price("gpt-5-mini") == ModelPrice(
        input=250_000, cached_input=25_000, output=2_000_000
    )


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delattr(socket, "socket")
    assert GenaiPriceList(OPENAI_URL).price("gpt-4o-mini") is not None


def test_who_runs_a_model_decides_its_price():
    assert GenaiPriceList("http://127.0.0.1:8080/v1").price("gpt-5-mini") is None
    groq, openai = GenaiPriceList("https://api.groq.com/openai/v1"), GenaiPriceList(OPENAI_URL)
    assert openai.price("llama-3.1-8b-instant") is None
    assert groq.price("llama-3.1-8b-instant") is not None


def test_of_prices_that_rise_with_the_prompt_the_lowest_counts(mocker):
    tiers = TieredPrices(base=Decimal("1.5"), tiers=[Tier(start=200_000, price=Decimal(9))])
    listed(mocker, input_mtok=tiers, output_mtok=Decimal("0.0000004"))
    assert GenaiPriceList(OPENAI_URL).price("m") == ModelPrice(
        input=1_500_000, cached_input=1_500_000, output=1
    )


def test_cached_input_may_be_free(mocker):
    listed(mocker, input_mtok=Decimal(1), cache_read_mtok=Decimal(0), output_mtok=Decimal(1))
    price = GenaiPriceList(OPENAI_URL).price("m")
    assert price is not None
    assert price.cached_input == 0


@pytest.mark.parametrize("left_out", ["input_mtok", "output_mtok"])
def test_half_a_price_is_none(mocker, left_out: str):
    listed(mocker, **{name: Decimal(1) for name in {"input_mtok", "output_mtok"} - {left_out}})
    assert GenaiPriceList(OPENAI_URL).price("m") is None


def test_a_model_that_also_costs_by_the_request_has_no_price():
    assert GenaiPriceList("https://api.perplexity.ai").price("sonar") is None


def test_what_was_set_comes_before_what_is_published():
    own = StaticPriceList({"a": ModelPrice(input=1)}, StaticPriceList({"a": ModelPrice(input=2)}))
    assert own.price("a") == ModelPrice(input=1)


def test_a_model_of_the_course_s_name_is_not_free():
    assert prices(openai_model="course").price("course") is None


def test_the_operator_sets_the_price_of_the_model_in_use():
    own = prices(openai_model="gpt-5-mini", llm_input_price=3, llm_output_price=4)
    assert own.price("gpt-5-mini") == ModelPrice(input=3, cached_input=3, output=4)
    assert own.price("gpt-4o-mini") == GenaiPriceList(OPENAI_URL).price("gpt-4o-mini")


@pytest.mark.parametrize(
    ("half", "missing"),
    [("llm_input_price", "LLM_OUTPUT_PRICE"), ("llm_output_price", "LLM_INPUT_PRICE")],
)
def test_half_a_price_is_a_mistake_that_is_named(half: str, missing: str):
    with pytest.raises(SettingsError, match=f"^PARLONS_{missing} must be set"):
        prices(**{half: 1})


def test_without_the_library_only_what_was_set_is_known(mocker):
    mocker.patch("parlons.adapters.llm.find_spec", return_value=None)
    own = prices(openai_model="m", llm_input_price=0, llm_output_price=0)
    assert own.price("m") == ModelPrice()
    assert own.price("gpt-5-mini") is None


def test_the_operator_sets_the_prices_of_other_models():
    own = prices(
        openai_model="m",
        llm_input_price=1,
        llm_output_price=2,
        llm_prices=("org/a:b=3/4", "x=y=250000/25000/2000000", " c =0/0"),
    )
    assert own.price("m") == ModelPrice(input=1, cached_input=1, output=2)
    assert own.price("org/a:b") == ModelPrice(input=3, cached_input=3, output=4)
    assert own.price("x=y") == ModelPrice(input=250_000, cached_input=25_000, output=2_000_000)
    assert own.price("c") == ModelPrice()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a=",
        "=1/2",
        " =1/2",
        "a=1",
        "a=1/",
        "a=/2",
        "a=1//2",
        "a=1/2/3/4",
        "a=-1/2",
        "a=1/-2",
        "a=nan/2",
        "a=inf/2",
        "a=1.5/2",
        "a=1e3/2",
        "a=1_0/2",
        "a=1/2 dollars",
        "a=١/2",
        "a=9999999999999/1",
    ],
)
def test_a_price_that_cannot_be_read_is_named(text: str):
    with pytest.raises(SettingsError, match=r"^PARLONS_LLM_PRICES must be NAME=") as caught:
        own_prices(Settings.in_memory(llm_prices=(text,)))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("again", [("a=1/2", "a=1/3"), ("m=1/2",)])
def test_two_prices_of_one_model_are_a_mistake(again: tuple[str, ...]):
    set_ = {"openai_model": "m", "llm_input_price": 1, "llm_output_price": 1}
    with pytest.raises(SettingsError, match=r"^PARLONS_LLM_PRICES: [am] has a price already$"):
        prices(**set_, llm_prices=again)


@pytest.mark.parametrize("wrong", ["-1", "NaN", "Infinity", "-0.0000001"])
@pytest.mark.parametrize("part", ["input_mtok", "cache_read_mtok", "output_mtok"])
def test_a_published_price_that_is_no_price_is_none(mocker, part: str, wrong: str):
    right = {"input_mtok": Decimal(1), "cache_read_mtok": Decimal(1), "output_mtok": Decimal(1)}
    listed(mocker, **(right | {part: Decimal(wrong)}))
    assert GenaiPriceList(OPENAI_URL).price("m") is None


def backed(first: ModelPrice | None, second: ModelPrice | None) -> ModelPrice | None:
    lists = [StaticPriceList({} if each is None else {"m": each}) for each in (first, second)]
    return BackedPriceList(lists[0], "m", lists[1]).price("m")


def test_where_two_providers_run_a_model_the_dearer_price_counts():
    price, other = ModelPrice(input=1, output=9), ModelPrice(input=2, cached_input=1, output=3)
    assert backed(price, other) == ModelPrice(input=2, cached_input=1, output=9)
    assert backed(None, other) == other
    assert backed(price, None) is None


def test_the_backup_s_prices_are_those_of_its_server():
    own = prices(
        backup_base_url="https://api.groq.com/openai/v1", backup_model="llama-3.1-8b-instant"
    )
    groq = GenaiPriceList("https://api.groq.com/openai/v1")
    assert own.price("llama-3.1-8b-instant") == groq.price("llama-3.1-8b-instant") is not None
    assert own.price("gpt-5-mini") == GenaiPriceList(OPENAI_URL).price("gpt-5-mini")
    assert own.price("llama-3.3-70b-versatile") is None
