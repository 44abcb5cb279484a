"""What a client tells about work on a lesson."""

from datetime import datetime
from typing import Final
from uuid import UUID

from attrs import field, frozen
from attrs.validators import optional

from parlons.application.grading.attempt_book import Submission
from parlons.domain import fields
from parlons.domain.exercises.exercise import Answer
from parlons.domain.progress.moment import Moment

MAX_ACTIVITIES: Final = 200
"""How many activities may be told at once."""

MAX_ANSWERS: Final = 2_000
"""How many answers these may have in all."""


@frozen(kw_only=True)
class GivenAnswer:
    """An answer that the server has not seen yet, and the milliseconds it took (up to a day)."""

    exercise_id: int
    answer: Answer
    duration_ms: int | None = field(default=None, validator=optional(fields.between(0, 86_400_000)))

    @property
    def submission(self) -> Submission:
        """The answer as it is graded."""
        return Submission(answer=self.answer, duration_ms=self.duration_ms)


@frozen(kw_only=True)
class ActivityReport:
    """Work on one lesson: attempts that were graded already, answers that were not, or both.

    `event_id` is the client's own name for the activity: told again, it counts once. `occurred_at`
    and `zone` (IANA) are those of the device when the activity ended; without them it is now, in
    the zone of the account.
    """

    lesson_id: int
    attempt_ids: tuple[UUID, ...] = field(default=(), validator=fields.items(0, 300))
    answers: tuple[GivenAnswer, ...] = field(default=(), validator=fields.items(0, 100))
    event_id: UUID | None = None
    occurred_at: datetime | None = None
    zone: str | None = field(default=None, validator=optional(fields.time_zone))
    duration_ms: int | None = field(default=None, validator=optional(fields.between(0, 86_400_000)))

    def __attrs_post_init__(self) -> None:
        if not self.attempt_ids and not self.answers:
            raise ValueError("give attempt ids, answers or both")

    def moment(self, now: datetime, zone: str) -> Moment:
        """Return when it was, by default `now` in the `zone`."""
        return Moment(self.occurred_at or now, self.zone or zone)


@frozen(kw_only=True)
class AcceptedActivity:
    """The name of the activity's event; what follows from it is on its way."""

    event_id: UUID
