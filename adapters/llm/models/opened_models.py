"""The clients of an installation's providers, open for as long as they are needed."""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager

from parlons.adapters.llm.chat_completions.openai_llm_client import OpenAILLMClient
from parlons.adapters.llm.chat_completions.sealed_openai import sealed_openai
from parlons.adapters.llm.models.openai_models import OpenAIModels
from parlons.adapters.llm.server import Server, backup_server, own_server
from parlons.application.ports.llm_client import ILLMClient
from parlons.application.settings import Settings


@contextmanager
def opened_models(settings: Settings, llm_client: ILLMClient) -> Iterator[OpenAIModels]:
    """Open what is not open yet; a client of ours shares its connections and its circuit."""
    first, second = own_server(settings), backup_server(settings)
    with ExitStack() as opened:

        def client(server: Server) -> OpenAILLMClient:
            sdk = opened.enter_context(closing(sealed_openai(server, settings)))
            return OpenAILLMClient.of(sdk, server.model, settings)

        own = llm_client if isinstance(llm_client, OpenAILLMClient) else client(first)
        backup = None if second is None else client(second)
        if backup is not None and backup.client.base_url == own.client.base_url:
            backup.circuit = own.circuit
        yield OpenAIModels(llm_client, own.named, backup)
