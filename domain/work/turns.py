"""Whose turn it is."""

from collections.abc import Iterable
from itertools import chain
from typing import Final
from uuid import UUID

from parlons.domain.work.work_item import WorkItem

_EVERY: Final = 4


def take_turns(
    urgent: Iterable[WorkItem], waiting: Iterable[WorkItem], limit: int, given: int = 0
) -> tuple[WorkItem, ...]:
    """Give every fourth place to whichever waits longest, the others to the most urgent.

    `urgent` and `waiting` are the same items in either order; of each the first `limit` will do.
    `given` is how many places were given before, so that few at a time come to the same.
    """
    by_urgency, by_age = iter(urgent), iter(waiting)
    taken: dict[UUID, WorkItem] = {}
    while len(taken) < limit:
        by_turns = (
            (by_urgency, by_age) if (given + len(taken) + 1) % _EVERY else (by_age, by_urgency)
        )
        following = next(chain(*by_turns), None)
        if following is None:
            break
        taken[following.id] = following  # one that has a place keeps it, and the place goes on
    return tuple(taken.values())
