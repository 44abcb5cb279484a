"""Language models, the tutor that needs none, and what models cost."""

from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec

from parlons.adapters.injection.extras import extra
from parlons.application.ports.llm_client import ILLMClient
from parlons.application.ports.models import IModels
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
    from parlons.adapters.llm.server import own_server

    server = own_server(settings)
    with closing(sealed_openai(server, settings)) as client:
        yield OpenAILLMClient.of(client, server.model, settings)


def only(llm_client: ILLMClient) -> Iterator[IModels]:
    """One client for whatever model a plan names."""
    from parlons.adapters.llm.models.only_model import OnlyModel

    yield OnlyModel(llm_client)


def openai_models(settings: Settings, llm_client: ILLMClient) -> Iterator[IModels]:
    """The models of the server that is set, `llm_client` among them, and the backup's.

    Another client in place of ours is asked under its own name and where no model is named.
    """
    with extra("openai", "an OpenAI-compatible model"):
        from parlons.adapters.llm.models.opened_models import opened_models

    with opened_models(settings, llm_client) as models:
        yield models


def price_list(settings: Settings) -> Iterator[IPriceList]:
    """The operator's own prices, then those of `genai-prices` where that is installed."""
    from parlons.adapters.llm.prices.static_price_list import StaticPriceList, own_prices

    installed = find_spec("genai_prices") is not None
    yield StaticPriceList(own_prices(settings), _published(settings) if installed else None)


def _published(settings: Settings) -> IPriceList:
    from parlons.adapters.llm.prices.backed_price_list import BackedPriceList
    from parlons.adapters.llm.prices.genai_price_list import GenaiPriceList
    from parlons.adapters.llm.server import backup_server, own_server

    own, backup = GenaiPriceList(own_server(settings).url), backup_server(settings)
    if backup is None:
        return own
    return BackedPriceList(own, backup.model, GenaiPriceList(backup.url))
