"""Whose work comes first."""

from typing import Final

_TIERS: Final = {"free": 0, "plus": 3, "school": 6}

BACKGROUND: Final = 0
"""Work that nobody waits for."""


def priority(plan: str, urgency: int = 1) -> int:
    """Return the priority of work for somebody on a plan; `urgency` is 0 to 3.

    A plan that is not known is treated like the free one.
    """
    return _TIERS.get(plan, 0) + urgency
