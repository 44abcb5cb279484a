"""Which servers models are asked at."""

from typing import Final

from attrs import field, frozen

from parlons.application.environment import SettingsError, variable
from parlons.application.settings import Settings

OPENAI_URL: Final = "https://api.openai.com/v1"


@frozen
class Server:
    """An OpenAI-compatible server, the model asked there, and the key, where one is wanted."""

    url: str
    model: str
    api_key: str | None = field(default=None, repr=False)


def own_server(settings: Settings) -> Server:
    """The server that is set, else OpenAI's own."""
    url = settings.openai_base_url or OPENAI_URL
    return Server(url, settings.openai_model, settings.openai_api_key)


def backup_server(settings: Settings) -> Server | None:
    """The server that stands in where the first gives no reply, if there is one.

    Raises `SettingsError` where it has an address without a model, or the other way round.
    """
    url, model, key = settings.backup_base_url, settings.backup_model, settings.backup_api_key
    if url is not None and model is not None:
        return Server(url, model, key)
    if url is model is key is None:
        return None
    missing = variable("backup_base_url" if url is None else "backup_model")
    raise SettingsError(f"{missing} must be set, too: a backup has an address and a model")
