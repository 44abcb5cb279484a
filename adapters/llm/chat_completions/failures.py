"""What can go wrong between us and a server."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

import httpx2
from openai import APIConnectionError, APIError, APIStatusError, OpenAIError

FAILURES: Final = (OpenAIError, ValueError, RecursionError)
"""What a call of the SDK raises: its own errors, and those of its JSON and UTF-8 readers."""


class UnusableReplyError(Exception):
    """What the server sent is no reply; the message says why."""


class BrokenOffError(UnusableReplyError):
    """The server ended a reply before it was finished."""


_MAY_PASS: Final = frozenset({408, 409, 429})
_SERVER_ERROR: Final = 500
_GATEWAY_TIMEOUT: Final = 504
_NEVER_SENT: Final = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.LocalProtocolError,
    httpx2.PoolTimeout,
    httpx2.ProxyError,
    httpx2.UnsupportedProtocol,
    httpx2.WriteError,
    httpx2.WriteTimeout,
)
_STATUS: Final = re.compile(r"[1-5]\d\d", re.ASCII)
_SECONDS: Final = re.compile(r"\d{1,9}(\.\d{1,9})?", re.ASCII)
_CODE: Final = re.compile(r"[a-z_]{1,40}")


def may_pass(error: BaseException) -> bool:
    """Say whether the same request may succeed a little later."""
    status = _status(error)
    return status in _MAY_PASS or is_down(error)


def is_down(error: BaseException) -> bool:
    """Say whether the server is out of order: it cannot be reached, falls silent or says so.

    One that refuses a request, be it for now, is not.
    """
    if isinstance(error, (APIConnectionError, BrokenOffError)):
        return True
    return _status(error) >= _SERVER_ERROR


def may_have_worked(error: BaseException) -> bool:
    """Say whether a model may have been at work on a request of which no word came back.

    That is so where an answer is missing to a request that was sent, also behind a gateway (504),
    but not where a server says that it failed or refuses: that is not billed.
    """
    if isinstance(error, APIConnectionError):
        return not isinstance(error.__cause__, _NEVER_SENT)
    return _status(error) == _GATEWAY_TIMEOUT


def _status(error: BaseException) -> int:
    """The HTTP status, also of an error within a stream; 0 where there is none."""
    if isinstance(error, APIStatusError):
        return error.status_code
    code = (error.code or "") if isinstance(error, APIError) else ""
    return int(code) if _STATUS.fullmatch(code) else 0


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
