"""What can go wrong between us and a server."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from openai import APIConnectionError, APIError, APIStatusError, OpenAIError

FAILURES: Final = (OpenAIError, ValueError, RecursionError)
"""What a call of the SDK raises: its own errors, and those of its JSON and UTF-8 readers."""

_MAY_PASS: Final = frozenset({408, 409, 429})
_SERVER_ERROR: Final = 500
_SECONDS: Final = re.compile(r"\d{1,9}(\.\d{1,9})?", re.ASCII)
_CODE: Final = re.compile(r"[a-z_]{1,40}")


def may_pass(error: Exception) -> bool:
    """Say whether the same request may succeed a little later."""
    if isinstance(error, APIStatusError):
        return error.status_code in _MAY_PASS or error.status_code >= _SERVER_ERROR
    return isinstance(error, APIConnectionError)


def retry_after(error: Exception) -> float:
    """Seconds for which the server asks to be left alone (RFC 9110, section 10.2.3), else 0."""
    if not isinstance(error, APIStatusError):
        return 0.0
    asked = error.response.headers.get("retry-after", "")
    if _SECONDS.fullmatch(asked):
        return float(asked)
    try:
        return max((_utc(parsedate_to_datetime(asked)) - datetime.now(UTC)).total_seconds(), 0.0)
    except (ValueError, OverflowError):
        return 0.0


def _utc(instant: datetime) -> datetime:
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def describe(error: Exception) -> str:
    """Say what happened by names and numbers only: a server's own words may quote the key."""
    words = [type(error).__name__]
    if isinstance(error, APIStatusError):
        words.append(f"status {error.status_code}")
    if isinstance(error, APIError) and _CODE.fullmatch(error.code or ""):
        words.append(f"code {error.code}")
    if error.__cause__ is not None:
        words.append(f"caused by {type(error.__cause__).__name__}")
    return ", ".join(words)
