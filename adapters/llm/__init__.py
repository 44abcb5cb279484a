"""Language models, the tutor that needs none, and what models cost."""

from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec

from parlons.adapters.injection.extras import extra
from parlons.application.ports.llm_client import ILLMClient
from parlons.application.ports.price_list import IPriceList
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.settings import Settings


def course_tutor(unit_of_work: IUnitOfWork) -> Iterator[ILLMClient]:
    """The tutor that answers from the course's own words."""
    from parlons.adapters.llm.lexicon_tutor.course_tutor_llm_client import CourseTutorLLMClient

    yield CourseTutorLLMClient(unit_of_work)


def openai(settings: Settings) -> Iterator[ILLMClient]:
    """A model behind OpenAI's Chat Completions, at OpenAI or at any compatible server."""
    with extra("openai", "an OpenAI-compatible model"):
        from parlons.adapters.llm.chat_completions.openai_llm_client import OpenAILLMClient
        from parlons.adapters.llm.chat_completions.sealed_openai import sealed_openai
    with closing(sealed_openai(settings)) as client:
        yield OpenAILLMClient.of(client, settings)


def price_list(settings: Settings) -> Iterator[IPriceList]:
    """The operator's own prices, then those of `genai-prices` where that is installed."""
    from parlons.adapters.llm.prices.genai_price_list import GenaiPriceList
    from parlons.adapters.llm.prices.static_price_list import StaticPriceList, own_prices
    from parlons.adapters.llm.server import server_url

    installed = find_spec("genai_prices") is not None
    others = GenaiPriceList(server_url(settings)) if installed else None
    yield StaticPriceList(own_prices(settings), others)
