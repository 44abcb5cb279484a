"""What the application has to tell an operator."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Protocol
from uuid import UUID

from attrs import frozen

from parlons.domain.exercises.verdict import Verdict
from parlons.domain.tutoring.reply import ReplySource
from parlons.domain.work.work_item import WorkItem, WorkStatus


@frozen(kw_only=True)
class ExerciseAnswered:
    """A learner's answer was graded and stored."""

    exercise_id: int
    verdict: Verdict
    accepted: bool


@frozen(kw_only=True)
class TutorReplied:
    """The tutor's reply was complete; `seconds` passed since the question."""

    source: ReplySource
    model: str
    degraded: bool
    seconds: float


@frozen(kw_only=True)
class ModelCalled:
    """A model was called, whether or not its reply could be used or was read to its end.

    `estimated` says that nobody counted the tokens.
    """

    model: str
    input_tokens: int
    output_tokens: int
    cost_microdollars: int
    estimated: bool = False


@frozen(kw_only=True)
class ModelFailed:
    """A model gave no usable reply."""

    model: str
    reason: str


@frozen(kw_only=True)
class ReplyFailed:
    """A streamed reply ended by an error that nobody foresaw, whether or not anybody read it."""

    reason: str


@frozen(kw_only=True)
class LimitReached:
    """Somebody on a plan was told that it is enough for now: by `rate`, or by a budget's scope."""

    plan: str
    by: str


@frozen(kw_only=True)
class LoadSeen:
    """What goes on in the installation, by `Load`, and what that leaves of each plan's limits."""

    in_flight: float
    errors: float
    projected: float
    pressure: float
    shares: Mapping[str, float]


@frozen(kw_only=True)
class CacheFailed:
    """The cache could not be used; the reply was made without it."""

    reason: str


@frozen(kw_only=True)
class CourseImported:
    """A course was imported."""

    slug: str
    added: int
    updated: int
    retired: int


@frozen(kw_only=True)
class AnswerReportDecided:
    """An educator decided whether an answer counts, and so many attempts came to count."""

    accepted: bool
    regraded: int


@frozen(kw_only=True)
class ActivityAccepted:
    """A learner's activity was stored; `seconds` is how late it was told."""

    lesson_id: int
    seconds: float


@frozen(kw_only=True)
class WorkEnded:
    """A work item succeeded; `seconds` passed since it was begun."""

    queue: str
    seconds: float


@frozen(kw_only=True)
class WorkFailed:
    """An attempt at a work item failed; the item is `dead` when it was the last one."""

    item_id: UUID
    queue: str
    kind: str
    attempt: int
    status: WorkStatus
    reason: str

    @classmethod
    def of(cls, item: WorkItem, status: WorkStatus, reason: str) -> "WorkFailed":
        """Tell of the attempt that left the item with this status."""
        return cls(
            item_id=item.id,
            queue=item.queue,
            kind=item.kind,
            attempt=item.attempt,
            status=status,
            reason=reason,
        )


@frozen(kw_only=True)
class BrokerFailed:
    """Work could not be handed to the broker; it stays queued."""

    reason: str


TelemetryEvent = (
    ExerciseAnswered
    | AnswerReportDecided
    | TutorReplied
    | ModelCalled
    | ModelFailed
    | ReplyFailed
    | LimitReached
    | LoadSeen
    | CacheFailed
    | CourseImported
    | ActivityAccepted
    | WorkEnded
    | WorkFailed
    | BrokerFailed
)


class ITelemetry(Protocol):
    """Takes note of events; holds no text that a learner or a model wrote."""

    @abstractmethod
    def record(self, event: TelemetryEvent) -> None:
        """Take note of the event; never raises and never delays its caller noticeably."""
