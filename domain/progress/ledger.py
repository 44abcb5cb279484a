"""Experience points as entries that are made once, whatever is told twice or late."""

from collections.abc import Iterator

from attrs import frozen

from parlons.domain.progress.event import (
    ActivityCompleted,
    Event,
    LessonCompleted,
    LessonMastered,
    PathCompleted,
    UnitCompleted,
)
from parlons.domain.progress.moment import Moment
from parlons.domain.progress.xp_rule import XpRule


@frozen(kw_only=True)
class LedgerEntry:
    """Points for one source under one rule, and the earliest moment at which they were earned."""

    rule: XpRule
    source: str
    moment: Moment

    @property
    def key(self) -> tuple[XpRule, str]:
        """What makes it unique for a learner."""
        return self.rule, self.source

    @property
    def points(self) -> int:
        """What it is worth."""
        return self.rule.points


def entries_of(event: Event) -> tuple[LedgerEntry, ...]:
    """Return what an event earns.

    Every rule looks at that event alone, so the order in which events are told does not matter: a
    lesson is paid once for each local day it is practised on, and besides once for being completed
    and once for being mastered.
    """
    return tuple(
        LedgerEntry(rule=rule, source=source, moment=event.moment)
        for rule, source in _earned(event)
    )


def _earned(event: Event) -> Iterator[tuple[XpRule, str]]:
    day = event.moment.local_date.isoformat()
    match event.fact:
        case ActivityCompleted(lesson_id=lesson_id) as activity:
            yield XpRule.DAY_ACTIVE, day
            if activity.is_whole_lesson:
                yield XpRule.LESSON_PRACTISED, f"lesson {lesson_id} on {day}"
        case LessonCompleted(lesson_id=lesson_id):
            yield XpRule.LESSON_COMPLETED, f"lesson {lesson_id}"
        case LessonMastered(lesson_id=lesson_id):
            yield XpRule.LESSON_MASTERED, f"lesson {lesson_id}"
        case UnitCompleted(unit_id=unit_id):
            yield XpRule.UNIT_COMPLETED, f"unit {unit_id}"
        case PathCompleted(path_id=path_id):
            yield XpRule.PATH_COMPLETED, f"path {path_id}"
