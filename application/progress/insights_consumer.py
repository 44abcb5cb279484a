"""What analytics will want to know."""

from typing import Any, ClassVar

from attrs import define

from parlons.application.events.consumer import EventConsumer
from parlons.application.ports.insights import LearningFact
from parlons.application.ports.unit_of_work import IWriteSession
from parlons.domain.progress.event import (
    ActivityCompleted,
    AnswerRegraded,
    Consequence,
    Event,
    LessonCompleted,
    LessonMastered,
    PathCompleted,
    UnitCompleted,
    UnitUnlocked,
)

_PLACES = ("path_id", "unit_id", "lesson_id")


@define
class InsightsConsumer(EventConsumer):
    """Keeps one row for each event, without anything that a learner wrote."""

    queue: ClassVar = "analytics"
    facts: ClassVar = (
        ActivityCompleted,
        AnswerRegraded,
        LessonCompleted,
        LessonMastered,
        UnitCompleted,
        UnitUnlocked,
        PathCompleted,
    )

    def apply(self, session: IWriteSession, event: Event) -> tuple[Consequence, ...]:
        where = {name: getattr(event.fact, name, None) for name in _PLACES}
        fact = LearningFact(
            event_id=event.id,
            user_id=event.user_id,
            type=event.fact.TYPE,
            occurred_at=event.moment.at,
            local_date=event.moment.local_date,
            **where,
            **_results(event),
        )
        session.insights.add(fact)
        return ()


def _results(event: Event) -> dict[str, Any]:
    match event.fact:
        case ActivityCompleted(results=results, duration_ms=duration_ms):
            answered = {each.exercise_id for each in results}
            right = {each.exercise_id for each in results if each.right}
            return {"answered": len(answered), "right": len(right), "duration_ms": duration_ms}
    return {}
