"""What was spent, added up."""

from datetime import UTC, date
from enum import StrEnum

from attrs import fields, frozen

from parlons.domain.spending.hold import Hold, HoldStatus


class Dimension(StrEnum):
    """By what spending is added up."""

    USER = "user"
    ORGANISATION = "organisation"
    PLAN = "plan"
    TASK = "task"
    MODEL = "model"
    DAY = "day"


@frozen(kw_only=True)
class UsageKey:
    """What all calls of a sum have in common; `day` is that in UTC on which they began."""

    day: date
    user_id: str
    organisation: str | None
    plan: str
    task: str
    model: str

    @classmethod
    def of(cls, hold: Hold) -> "UsageKey":
        """Return the key of a call."""
        return cls(
            day=hold.begun_at.astimezone(UTC).date(),
            user_id=hold.user_id,
            organisation=hold.organisation,
            plan=hold.plan,
            task=hold.task,
            model=hold.model,
        )


@frozen(kw_only=True)
class UsageSums:
    """Calls and what they took; money is in micro-dollars.

    `failed` calls brought no usable reply, `estimated` ones are booked at a guess. `cache_hits` are
    replies that took no call, and `saved` is what these had cost the first time. What is taken back
    is counted below zero.
    """

    calls: int = 0
    failed: int = 0
    estimated: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    spent: int = 0
    cache_hits: int = 0
    saved: int = 0

    @classmethod
    def of(cls, hold: Hold) -> "UsageSums":
        """Count a call that has ended; one that was never sent counts as nothing."""
        if hold.is_open or hold.status is HoldStatus.RELEASED:
            return cls()
        return cls(
            calls=1,
            failed=int(hold.failure is not None),
            estimated=int(hold.usage.estimated),
            input_tokens=hold.usage.input_tokens,
            output_tokens=hold.usage.output_tokens,
            cached_tokens=hold.usage.cached_tokens,
            spent=hold.spent,
        )

    def __add__(self, other: "UsageSums") -> "UsageSums":
        """Add up two sums of different calls."""
        return UsageSums(**{name: getattr(self, name) + getattr(other, name) for name in _names()})

    def __sub__(self, other: "UsageSums") -> "UsageSums":
        """Take a sum back."""
        return UsageSums(**{name: getattr(self, name) - getattr(other, name) for name in _names()})


def _names() -> tuple[str, ...]:
    return tuple(each.name for each in fields(UsageSums))


@frozen(kw_only=True)
class UsageRow:
    """The sums of all that share a value; None stands for users without an organisation."""

    value: str | None
    sums: UsageSums
