"""Data that a model was asked for, and how it was come by."""

from enum import StrEnum
from typing import Generic, TypeVar

from attrs import frozen

_T = TypeVar("_T")


class ReplyStep(StrEnum):
    """The step that brought the result, from the best to the last."""

    STRICT = "strict"
    REPAIRED = "repaired"
    ASKED_AGAIN = "asked_again"
    SALVAGED = "salvaged"
    PLAIN_TEXT = "plain_text"
    FALLBACK = "fallback"


@frozen(kw_only=True)
class StructuredReply(Generic[_T]):
    """A value, or else a text; neither of them where a task has nothing to fall back on.

    `degraded` says that it is not all that was asked for, and `reason` why, in words for the
    learner. `dropped` names what was left out of the value. `calls` is how often a model was
    asked with success; a degraded reply is never kept for others.
    """

    value: _T | None = None
    text: str | None = None
    step: ReplyStep
    degraded: bool = False
    reason: str | None = None
    dropped: tuple[str, ...] = ()
    calls: int = 0
