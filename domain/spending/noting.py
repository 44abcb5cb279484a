"""What of a decision is noted."""

from datetime import datetime, timedelta
from typing import Final

from parlons.domain.spending.rate_limit import RateDecision

LAG: Final = timedelta(seconds=60)
"""How far behind the newest request another one may be: by its clock, or because it stood still."""


def is_noted(decision: RateDecision, used_until: datetime) -> bool:
    """Say whether a decision replaces what was noted: a refusal does only where that was too much.

    What a clock that was ahead or a limit that was longer has used up is taken back. What is too
    much by less than `LAG` is none of these: to a request that comes late, by its `now`, more seems
    used up than a limit allows, and taking that back would let one too many through.
    """
    return decision.allowed or used_until - decision.used_until > LAG
