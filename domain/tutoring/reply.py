"""The tutor's reply and how it was made."""

from enum import StrEnum

from attrs import frozen

from parlons.domain.learning.catalogue import UnitReference
from parlons.domain.tutoring.completion import TextDelta
from parlons.domain.tutoring.usage import TokenUsage


class ReplySource(StrEnum):
    """Who answered."""

    EXACT_CACHE = "exact_cache"
    MODEL = "model"
    COURSE = "course"


@frozen(kw_only=True)
class TutorReply:
    """An answer with its provenance.

    `degraded` says that not the tutor meant to answer did, and `reason` why, in words for the
    learner. `usage` and `cost_microdollars` are what this very reply took: nothing from the cache,
    and a cost of None where a model's price is unknown. `truncated` says that the model's limit cut
    the text short. `answered` is False where the course's own tutor says that it does not know.
    """

    text: str
    source: ReplySource
    model: str
    usage: TokenUsage = TokenUsage()
    cost_microdollars: int | None = 0
    references: tuple[UnitReference, ...] = ()
    truncated: bool = False
    answered: bool = True
    degraded: bool = False
    reason: str | None = None


@frozen
class ReplyRestarted:
    """Everything streamed so far is void: the reply begins anew."""

    reason: str


TutorEvent = TextDelta | ReplyRestarted | TutorReply
"""A streamed reply: pieces of text, perhaps restarts, and at last the whole reply."""
