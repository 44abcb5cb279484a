"""The SDK's client, shut off from the environment."""

from typing import Final

from openai import Omit, OpenAI, Timeout

from parlons.adapters.llm.server import Server
from parlons.application.settings import Settings

_CONNECT_SECONDS: Final = 5.0
_NO_KEY: Final = "none"  # the SDK insists on a key, servers without keys ignore it


class SealedOpenAI(OpenAI):
    """Sends no headers but its own.

    The SDK adds what it finds in OPENAI_ORG_ID, OPENAI_PROJECT_ID and OPENAI_CUSTOM_HEADERS, the
    last even in place of the key it was given, whichever server it talks to.
    """

    @property
    def default_headers(self) -> dict[str, str | Omit]:
        """The headers of every request, except for the key."""
        json = "application/json"
        return {"Accept": json, "Content-Type": json, "User-Agent": self.user_agent}


def sealed_openai(server: Server, settings: Settings) -> SealedOpenAI:
    """A client of the server; it tries nothing twice."""
    wait = settings.llm_timeout_seconds
    return SealedOpenAI(
        base_url=server.url,
        api_key=server.api_key or _NO_KEY,
        timeout=Timeout(wait, connect=min(wait, _CONNECT_SECONDS)),
        max_retries=0,
    )
