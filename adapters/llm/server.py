"""Which server a model is asked at."""

from typing import Final

from parlons.application.settings import Settings

OPENAI_URL: Final = "https://api.openai.com/v1"


def server_url(settings: Settings) -> str:
    """The address to ask at: the one that is set, else OpenAI's own."""
    return settings.openai_base_url or OPENAI_URL
