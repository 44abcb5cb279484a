"""Faults, told in words that a client developer understands."""

from collections.abc import Sequence
from typing import Final

from parlons.application.ports.codec import Fault, json_pointer

MAX_FAULTS: Final = 100
DATE: Final = "must be a date, as 2030-01-31 (RFC 3339)"
INSTANT: Final = "must be a date and time with its offset, as 2030-01-31T12:00:00Z (RFC 3339)"

_MAX_LENGTH: Final = 500


def fault_at(steps: Sequence[str | int], message: str) -> Fault:
    """Return a fault where the steps lead to from the top; what is too long is cut short."""
    return Fault(_readable(json_pointer(steps)), _readable(message))


def fault_below(steps: Sequence[str | int], fault: Fault) -> Fault:
    """Return the fault of a part of a document as one of the whole."""
    return Fault(_readable(json_pointer(steps) + fault.pointer), fault.message)


def _readable(text: str) -> str:
    """Cut the text, and write what UTF-8 cannot hold as an escape."""
    cut = text if len(text) <= _MAX_LENGTH else text[: _MAX_LENGTH - 1] + "…"
    return cut.encode(errors="backslashreplace").decode()
