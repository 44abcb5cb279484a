"""What a scope has spent and set aside in a period."""

from attrs import evolve, field, frozen

from parlons.domain import fields
from parlons.domain.spending.hold import Hold


@frozen(kw_only=True)
class Budget:
    """Counters in micro-dollars: the sums of what the holds of a scope and a period say."""

    spent: int = field(default=0, validator=fields.between(0, 10**18))
    held: int = field(default=0, validator=fields.between(0, 10**18))

    def has_room(self, amount: int, cap: int) -> bool:
        """Say whether so much may be set aside; what is spent beyond the cap leaves none."""
        return self.spent + self.held + amount <= cap

    def left(self, cap: int) -> int:
        """Return what may still be set aside."""
        return max(0, cap - self.spent - self.held)

    def changed(self, before: Hold | None, after: Hold) -> "Budget":
        """Return the counters once a hold is made, or is not what it was."""
        freed, booked = (before.outstanding, before.spent) if before else (0, 0)
        return evolve(
            self,
            spent=self.spent + after.spent - booked,
            held=self.held + after.outstanding - freed,
        )


ALERT_PERCENTAGES = (50, 80, 100)
"""Shares of a cap at which somebody is told."""


def reached(spent: int, cap: int) -> tuple[int, ...]:
    """Return the shares that spending has reached; a cap of nothing is never reached."""
    return tuple(each for each in ALERT_PERCENTAGES if 0 < each * cap <= spent * 100)


def alerts(before: int, after: int, cap: int) -> tuple[int, ...]:
    """Return the shares that spending has reached by going from `before` to `after`."""
    known = reached(before, cap)
    return tuple(each for each in reached(after, cap) if each not in known)
