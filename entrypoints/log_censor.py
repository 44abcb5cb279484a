"""What a log line must not show."""

import re
from collections.abc import Mapping, MutableMapping
from functools import lru_cache
from typing import Any, Final

MASK: Final = "***"

_SECRET: Final = re.compile(r"password|passwd|secret|authorization|cookie|api_?key|_token_")
_WRITTEN: Final = frozenset(
    {"answer", "content", "message", "messages", "prompt", "question", "reply", "text"}
)


def censor(_logger: object, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Mask secrets always, and what learners and models write unless the line is for debugging.

    A structlog processor; it goes by the names of fields, at any depth, so `access_token` is masked
    and `input_tokens` is not.
    """
    return _masked(event, texts=event.get("level") != "debug")


def _masked(fields: Mapping[str, Any], *, texts: bool) -> dict[str, Any]:
    return {
        name: MASK if _is_hidden(str(name), texts=texts) else _value(value, texts=texts)
        for name, value in fields.items()
    }


def _value(value: Any, *, texts: bool) -> Any:
    if isinstance(value, Mapping):
        return _masked(value, texts=texts)
    if isinstance(value, list | tuple):
        return [_value(member, texts=texts) for member in value]
    return value


@lru_cache(1024)
def _is_hidden(name: str, *, texts: bool) -> bool:
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().replace("-", "_")
    return bool(_SECRET.search(f"_{words}_")) or (texts and words in _WRITTEN)
