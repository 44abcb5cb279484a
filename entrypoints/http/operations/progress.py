"""What learners do, and what comes of it."""

from collections.abc import Generator
from typing import Final

from attrs import field, frozen
from attrs.validators import optional

from parlons.application.activity.activity_report import AcceptedActivity, ActivityReport
from parlons.application.activity.complete_activities import (
    AcceptedActivities,
    ActivityReports,
    CompleteActivities,
)
from parlons.application.activity.complete_activity import CompleteActivity
from parlons.application.paging import PageRequest
from parlons.application.ports.progress import EnrolledPath
from parlons.application.progress.enrol_in_path import EnrolInPath
from parlons.application.progress.follow_news import FollowNews, NewsItem
from parlons.application.progress.freeze_day import Freeze, FreezeDay
from parlons.application.progress.streak_view import StreakView
from parlons.application.progress.view_achievements import AchievementsView, ViewAchievements
from parlons.application.progress.view_progress import ProgressView, ViewProgress
from parlons.application.progress.view_streak import ViewStreak
from parlons.application.progress.view_xp import ViewXp, XpView
from parlons.domain import fields
from parlons.entrypoints.http.admission import Cap
from parlons.entrypoints.http.call import Call
from parlons.entrypoints.http.event_stream import StreamPosition
from parlons.entrypoints.http.operation import operation
from parlons.entrypoints.http.problem import CONFLICT, INVALID, LOCKED, NOT_FOUND

_ACTIVITY: Final = {
    "eventId": "0190a6a2-7d3e-7c1f-8a51-4b6f2f7c9d10",
    "lessonId": 1,
    "attemptIds": ["0190a6a1-52b4-7a10-9c3e-6a0d5e1f2b34"],
    "occurredAt": "2026-11-22T18:30:00+01:00",
    "zone": "Europe/Paris",
}


@frozen(kw_only=True)
class FeedQuery:
    """News after the number `after`; 0 for all there ever were, by default those from now on."""

    after: int | None = field(default=None, validator=optional(fields.between(0, 2**31 - 1)))


@frozen(kw_only=True)
class FeedHeaders:
    """`Last-Event-ID` is the number of the last news that the caller has; it outdoes `after`."""

    last_event_id: str | None = field(
        default=None,
        validator=optional(fields.Pattern(r"[0-9]{1,9}", "must be the number of an event")),
    )


@operation(
    "POST",
    "/api/user/activity-completed",
    use_case=CompleteActivity,
    status=202,
    example=_ACTIVITY,
    problems=(NOT_FOUND, LOCKED, CONFLICT),
)
def complete_activity(call: Call, body: ActivityReport) -> AcceptedActivity:
    """Tell that you worked on a lesson: which attempts you made, or which answers you gave.

    The server knows how well. Progress, points and achievements follow at once but not within this
    request: see them at `/api/user/progress`, or hear of them at `/api/user/events`. Give each
    activity an `eventId` of your own, so that a request that is sent again counts once.
    """
    return call.container.complete_activity()(call.principal, body)


@operation(
    "POST",
    "/api/user/activities-completed",
    use_case=CompleteActivities,
    status=202,
    example={"activities": [_ACTIVITY]},
    problems=(NOT_FOUND, LOCKED, CONFLICT),
)
def complete_activities(call: Call, body: ActivityReports) -> AcceptedActivities:
    """Tell all that was done while the device was offline, up to 200 activities of 31 days.

    They may have 2,000 answers in all. All are taken or, where one is refused, none; the problem
    points at it in `errors`.
    """
    return call.container.complete_activities()(call.principal, body)


@operation("GET", "/api/user/progress", use_case=ViewProgress)
def view_progress(call: Call, query: PageRequest) -> ProgressView:
    """See how far you are on the paths you have taken up, and which one you used last."""
    return call.container.view_progress()(call.principal, query)


@operation("PUT", "/api/learning-paths/{pathId}/enrolment", use_case=EnrolInPath)
def enrol_in_path(call: Call, path_id: int) -> EnrolledPath:
    """Take up a learning path, or go back to it: it is your current one from now on."""
    return call.container.enrol_in_path()(call.principal, path_id)


@operation("GET", "/api/user/xp", use_case=ViewXp)
def view_xp(call: Call, query: PageRequest) -> XpView:
    """See your experience points: all, those of the last seven days, and what each was for."""
    return call.container.view_xp()(call.principal, query)


@operation("GET", "/api/user/streak", use_case=ViewStreak)
def view_streak(call: Call) -> StreakView:
    """See how many days in a row you have learnt, in the calendar of wherever you were."""
    return call.container.view_streak()(call.principal)


@operation(
    "POST",
    "/api/user/streak/freezes",
    use_case=FreezeDay,
    example={"day": "2026-11-23"},
    problems=(CONFLICT, INVALID),
)
def freeze_day(call: Call, body: Freeze) -> StreakView:
    """Keep your streak over a day without learning; two days of a month may be frozen."""
    return call.container.freeze_day()(call.principal, body)


@operation("GET", "/api/user/achievements", use_case=ViewAchievements)
def view_achievements(call: Call) -> AchievementsView:
    """See what you have achieved, and how far you are with the rest."""
    return call.container.view_achievements()(call.principal)


@operation(
    "GET",
    "/api/user/events",
    use_case=FollowNews,
    events={NewsItem: "news"},
    cap=Cap.FEEDS,
)
def follow_news(
    call: Call, query: FeedQuery, headers: FeedHeaders
) -> Generator[StreamPosition | NewsItem | None, None, None]:
    """Hear of points, unlocks and achievements as they come, as server-sent events.

    An event's id is its number among your news, which have no gaps; a bare id at the beginning is
    the number of the last one before. The stream ends after five
    minutes, when the server stops, and when you open more than three, the oldest first; go on with
    the header `Last-Event-ID`.
    """
    last = headers.last_event_id
    follow = call.container.follow_news()
    start = follow.start(call.principal, query.after if last is None else int(last))
    return _beginning(start, follow(call.principal, start))


def _beginning(
    start: int, news: Generator[NewsItem | None, None, None]
) -> Generator[StreamPosition | NewsItem | None, None, None]:
    yield StreamPosition(start)
    yield from news
