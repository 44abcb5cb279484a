"""How far limits shrink while a great deal goes on."""

from datetime import datetime, timedelta
from typing import Final

from attrs import field, frozen
from attrs.validators import ge

from parlons.domain.spending.period import Period

CALM: Final = 0.5
"""The pressure up to which limits stay whole."""

SMALLEST_SHARE: Final = 0.1
"""The share of a limit that nothing takes away."""


@frozen(kw_only=True)
class Load:
    """What goes on: each share is 1 where all that there is is used.

    `in_flight` is of the calls that may be under way at once, `errors` of those that ended lately
    failed, `projected` is the spending of the month so far, projected to its end, over its cap.
    """

    in_flight: float = field(default=0.0, validator=ge(0))
    errors: float = field(default=0.0, validator=ge(0))
    projected: float = field(default=0.0, validator=ge(0))

    @property
    def pressure(self) -> float:
        """How much there is too much of, 0 to 1.

        Half of all calls failing is as bad as every place taken, and a projection that exceeds its
        cap by half as bad as both.
        """
        beyond_cap = max(0.0, self.projected - 1) + (0.5 if self.projected > 1 else 0.0)
        return min(1.0, max(self.in_flight, 2 * self.errors, beyond_cap))


def projected(spent: int, period: Period, now: datetime) -> float:
    """Return what will be spent by the end of a period if it goes on as until now.

    Less than a day counts as a day, which tells little else.
    """
    whole = period.end - period.begin
    return spent / max(period.elapsed(now), timedelta(days=1) / whole)


def share(load: Load, rank: int, ranks: int) -> float:
    """Return the share of a plan's limit that is left, 0.1 to 1.

    `rank` counts from 0, the lowest of `ranks` plans. From a pressure of a half on the plans shrink
    one after the other, the lowest first: each in its equal part of the way to 1, so that a higher
    one is whole until the one below it is at its smallest.
    """
    step = (1 - CALM) / ranks
    begun = (load.pressure - CALM - step * rank) / step
    return 1 - (1 - SMALLEST_SHARE) * min(max(begun, 0.0), 1.0)
