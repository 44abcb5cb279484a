"""What somebody may use, and how much of it."""

from typing import Final

from attrs import field, frozen

from parlons.domain import fields
from parlons.domain.spending.rate_limit import RateLimit


@frozen(kw_only=True)
class Plan:
    """What users on it get; `budget` is micro-dollars a month for each user.

    `models` is the ladder, from the best to the cheapest; where it is empty, the model is that of
    the installation. `rank` is the place among plans: the lowest gives way first. `revision` counts
    the changes stored.
    """

    name: str = field(validator=fields.slug())
    rank: int = field(validator=fields.between(0, 9))
    requests: RateLimit
    budget: int = field(validator=fields.between(0, 10**12))
    models: tuple[str, ...] = field(default=(), validator=(fields.items(0, 10), fields.unique))
    revision: int = 0


_DOLLAR: Final = 1_000_000

PLANS: Final = (
    Plan(
        name="free",
        rank=0,
        requests=RateLimit(requests=10, seconds=60, burst=5),
        budget=_DOLLAR // 2,
    ),
    Plan(
        name="plus",
        rank=1,
        requests=RateLimit(requests=30, seconds=60, burst=10),
        budget=5 * _DOLLAR,
    ),
    Plan(
        name="school",
        rank=2,
        requests=RateLimit(requests=30, seconds=60, burst=10),
        budget=3 * _DOLLAR,
    ),
)
"""Those that there are where an installation sets up no others."""
