"""Activities, progress and news over HTTP."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import orjson
import pytest
from tests.support.api import Api, settings, token
from tests.support.every_exercise import course
from tests.support.small_course import small_course

from parlons.application.progress import follow_news
from parlons.application.progress.follow_news import FollowNews, NewsItem
from parlons.application.progress.news_hub import PLACES_PER_USER
from parlons.container import Container
from parlons.domain.identity.principal import OPERATOR
from parlons.domain.identity.role import Role
from parlons.domain.progress.event import PathCompleted
from parlons.entrypoints.http.admission import FEEDS_PER_USER
from parlons.entrypoints.http.event_stream import EventStream

ACTIVITY = "/api/user/activity-completed"
COMMENT = b":\n\n"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
RIGHT = {"type": "multiple_choice", "option": "oui"}


@pytest.fixture
def container() -> Iterator[Container]:
    container = Container(settings=settings())
    container.import_course()(OPERATOR, course())
    container.import_course()(OPERATOR, small_course())
    yield container
    container.shutdown_resources()


@pytest.fixture
def educator(container: Container, visitor: Api) -> Api:
    return Api(visitor.dispatcher, token(container, "grace", Role.EDUCATOR))


def choice(learner: Api) -> int:
    """The id of an exercise of lesson 1 that takes a choice."""
    exercises = learner.send("GET", "/api/lessons/1").json()["exercises"]
    return next(each["id"] for each in exercises if each["content"]["type"] == "multiple_choice")


def body(learner: Api, **changes: Any) -> dict[str, Any]:
    answers = [{"exerciseId": choice(learner), "answer": RIGHT}]
    return {"lessonId": 1, "answers": answers, "eventId": str(uuid4())} | changes


def news(learner: Api, path: str, count: int, **headers: str) -> list[tuple[str, Any]]:
    """The ids and the data of so many events; whoever asks for more waits for ever."""
    response = learner.open("GET", path, headers=headers)
    assert isinstance(response.body, EventStream)
    found: list[tuple[str, Any]] = []
    for chunk in response.body:
        if chunk.startswith(b"id: ") and b"data: " in chunk:
            fields = dict(line.split(": ", 1) for line in chunk.decode().strip().split("\n"))
            found.append((fields["id"], orjson.loads(fields["data"])))
        if len(found) == count:
            break
    response.body.close()
    return found


def test_an_activity_is_accepted_with_its_name(learner: Api):
    told = body(learner)
    reply = learner.send("POST", ACTIVITY, json=told)
    assert (reply.status, reply.json()) == (202, {"eventId": told["eventId"]})
    assert reply.headers["retry-after"] == "1"
    assert learner.send("GET", "/api/user/xp").json()["total"] == 2
    progress = learner.send("GET", "/api/user/progress").json()
    assert progress["current"]["path"]["id"] == progress["paths"]["items"][0]["path"]["id"] == 1


def test_told_again_it_counts_once_and_told_otherwise_it_is_refused(learner: Api):
    told = body(learner)
    replies = [learner.send("POST", ACTIVITY, json=told) for _ in range(3)]
    assert {reply.body for reply in replies} == {replies[0].body}
    other = learner.send("POST", ACTIVITY, json=told | {"durationMs": 1})
    assert (other.status, other.json()["type"]) == (409, "/docs#conflict")
    assert learner.send("GET", "/api/user/xp").json()["total"] == 2


@pytest.mark.parametrize(
    ("changes", "status", "pointer"),
    [
        ({"lessonId": 99}, 404, None),
        ({"lessonId": 2}, 422, "/answers/0/exerciseId"),
        ({"attemptIds": [str(uuid4())]}, 422, "/attemptIds/0"),
        ({"occurredAt": "2999-01-01T00:00:00Z"}, 422, "/occurredAt"),
        ({"occurredAt": "1970-01-01T00:00:00Z"}, 422, "/occurredAt"),
        ({"occurredAt": "9999-12-31T23:59:59-11:00"}, 422, "/occurredAt"),
        ({"occurredAt": "2026-01-01T00:00:00"}, 422, "/occurredAt"),
        ({"zone": "Mars/Olympus"}, 422, "/zone"),
        ({"zone": "right/Europe/Paris"}, 422, "/zone"),
        ({"score": 100}, 422, "/score"),
        ({"answers": []}, 422, ""),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    container: Container, learner: Api, changes: dict[str, Any], status: int, pointer: str | None
):
    reply = learner.send("POST", ACTIVITY, json=body(learner) | changes)
    assert reply.status == status
    if pointer is not None:
        assert pointer in [error["pointer"] for error in reply.json()["errors"]]
    with container.unit_of_work().read() as session:
        assert session.events.of_kind(["activity_completed"], None, 10) == ()
        assert session.attempts.latest("ada", 10) == ()


def test_a_batch_is_taken_whole_or_not_at_all(learner: Api):
    good, bad = body(learner), body(learner, occurredAt="2999-01-01T00:00:00Z")
    refused = learner.send(
        "POST", "/api/user/activities-completed", json={"activities": [good, bad]}
    )
    assert refused.json()["errors"][0]["pointer"] == "/activities/1/occurredAt"
    assert learner.send("GET", "/api/user/xp").json()["total"] == 0
    taken = learner.send("POST", "/api/user/activities-completed", json={"activities": [good]})
    assert (taken.status, taken.json()) == (202, {"activities": [{"eventId": good["eventId"]}]})


def test_a_batch_with_too_many_answers_is_to_be_sent_in_parts(learner: Api):
    one = body(learner)
    full = one | {"answers": one["answers"] * 100}
    reply = learner.send(
        "POST", "/api/user/activities-completed", json={"activities": [*[full] * 20, one]}
    )
    assert reply.status == 422
    [fault] = reply.json()["errors"]
    assert fault["pointer"] == "/activities"
    assert "2000 answers in all, not 2001: send them in parts" in fault["message"]


def test_a_batch_that_is_refused_says_because_of_which_activity(learner: Api):
    told = body(learner)
    learner.send("POST", ACTIVITY, json=told)
    for status, bad in ((404, body(learner, lessonId=99)), (409, told | {"durationMs": 1})):
        reply = learner.send(
            "POST", "/api/user/activities-completed", json={"activities": [body(learner), bad]}
        )
        assert reply.status == status
        assert [each["pointer"] for each in reply.json()["errors"]] == ["/activities/1"]


def test_locked_units_and_lessons_say_why_and_take_no_work(learner: Api, educator: Api):
    units = learner.send("GET", "/api/learning-paths/2/units").json()["items"]
    first, second = units
    reply = educator.send(
        "PUT", f"/api/units/{second['id']}/prerequisites", json={"completed": [first["id"]]}
    )
    assert reply.status == 200
    locked = learner.send("GET", "/api/learning-paths/2/user-view").json()["units"]["items"][1]
    assert (locked["state"], locked["unmet"][0]["message"]) == (
        "locked",
        f"Complete “{first['title']}”.",
    )
    lessons = learner.send("GET", f"/api/units/{second['id']}/lessons").json()["items"]
    assert [lesson["state"] for lesson in lessons] == ["locked"] * len(lessons)
    assert lessons[0]["unmet"] == locked["unmet"]
    exercise = learner.send("GET", f"/api/lessons/{lessons[0]['id']}").json()["exercises"][0]
    answer = {"type": "flashcard", "recalled": True}
    for path, told in (
        (f"/api/exercises/{exercise['id']}/attempts", {"answer": answer}),
        (
            ACTIVITY,
            {
                "lessonId": lessons[0]["id"],
                "answers": [{"exerciseId": exercise["id"], "answer": answer}],
            },
        ),
    ):
        refused = learner.send("POST", path, json=told)
        assert (refused.status, refused.json()["type"]) == (403, "/docs#locked")
        assert refused.json()["unmet"] == locked["unmet"]


def test_a_cycle_is_refused_and_named(educator: Api):
    first, second = educator.send("GET", "/api/learning-paths/2/units").json()["items"]
    put = f"/api/units/{second['id']}/prerequisites"
    assert educator.send("PUT", put, json={"completed": [first["id"]]}).status == 200
    closing = educator.send(
        "PUT", f"/api/units/{first['id']}/prerequisites", json={"completed": [second["id"]]}
    )
    assert closing.status == 422
    assert "bonjour → au-cafe → bonjour" in closing.json()["detail"]
    assert educator.send("GET", f"/api/units/{first['id']}").json()["prerequisites"] is None


def test_a_unit_of_another_path_cannot_be_waited_for(educator: Api):
    other = educator.send("GET", "/api/learning-paths/1/units").json()["items"][0]
    mine = educator.send("GET", "/api/learning-paths/2/units").json()["items"][1]
    reply = educator.send(
        "PUT", f"/api/units/{mine['id']}/prerequisites", json={"completed": [other["id"]]}
    )
    assert (reply.status, reply.json()["errors"][0]["pointer"]) == (422, "/completed/0")


def test_news_come_with_their_numbers_and_go_on_where_they_ended(learner: Api):
    learner.send("POST", ACTIVITY, json=body(learner))
    [(number, first)] = news(learner, "/api/user/events?after=0", 1)
    assert (number, first["fact"]["type"], first["fact"]["points"]) == ("1", "xp_earned", 2)
    learner.send(
        "POST", ACTIVITY, json=body(learner, zone="Pacific/Kiritimati", occurredAt=yesterday())
    )
    [(number, second)] = news(learner, "/api/user/events", 1, **{"last-event-id": "1"})
    assert (number, second["number"]) == ("2", 2)


def test_a_feed_says_first_after_which_number_it_begins(learner: Api):
    learner.send("POST", ACTIVITY, json=body(learner))
    for address, number in [("events", 1), ("events?after=0", 0), ("events?after=99", 1)]:
        response = learner.open("GET", f"/api/user/{address}")
        assert isinstance(response.body, EventStream)
        assert [next(response.body) for _ in range(2)] == [COMMENT, b"id: %d\n\n" % number]
        response.body.close()


def yesterday() -> str:
    return (datetime.now(UTC) - timedelta(days=1)).isoformat()


@pytest.mark.parametrize("last", ["x", "-1", "99999999999"])
def test_a_last_number_that_is_none_is_refused(learner: Api, last: str):
    assert learner.send("GET", "/api/user/events", headers={"last-event-id": last}).status == 422


def opened_feed(learner: Api) -> EventStream:
    """A feed that is being read."""
    response = learner.open("GET", "/api/user/events")
    assert response.status == 200
    assert isinstance(response.body, EventStream)
    assert [next(response.body) for _ in range(3)] == [COMMENT, b"id: 0\n\n", COMMENT]
    return response.body


def test_whoever_comes_back_quickly_and_often_gets_a_feed_each_time(
    learner: Api, monkeypatch: pytest.MonkeyPatch
):
    """What is left behind is not known to be so before something is sent there."""
    monkeypatch.setattr(follow_news, "_TICK_SECONDS", 0.05)
    left_behind = [opened_feed(learner) for _ in range(PLACES_PER_USER)]
    for _ in range(3 * PLACES_PER_USER):
        left_behind.append(opened_feed(learner))
        oldest = left_behind.pop(0)
        assert set(oldest) <= {COMMENT}
    for stream in left_behind:
        stream.close()


def test_feeds_that_are_not_over_yet_are_limited(learner: Api):
    opened = [learner.open("GET", "/api/user/events") for _ in range(FEEDS_PER_USER + 1)]
    assert [response.status for response in opened] == [200] * FEEDS_PER_USER + [429]
    for response in opened[:-1]:
        assert isinstance(response.body, EventStream)
        response.body.close()
    assert learner.open("GET", "/api/user/events").status == 200


def test_the_problem_that_ends_a_feed_is_no_news_to_go_on_after(container: Container, learner: Api):
    class Broken(FollowNews):
        def __call__(self, *_: object):
            yield NewsItem(
                number=7, fact=PathCompleted(path_id=1), occurred_at=NOW, recorded_at=NOW
            )
            raise RuntimeError

    broken = Broken(container.unit_of_work(), container.news_hub())
    with container.follow_news.override(broken):
        body = learner.send("GET", "/api/user/events").body.decode()
    _comment, _position, seventh, problem = body.strip().split("\n\n")
    assert seventh.startswith("id: 7\nevent: news\n")
    assert problem.startswith("event: error\ndata: {")


def test_a_frozen_day_keeps_the_streak(learner: Api):
    today = learner.send("GET", "/api/user/streak").json()["today"]
    frozen = learner.send("POST", "/api/user/streak/freezes", json={"day": today})
    assert (frozen.status, frozen.json()["frozenDays"]) == (200, [today])
    reply = learner.send("POST", "/api/user/streak/freezes", json={"day": "2000-01-01"})
    assert (reply.status, reply.json()["errors"][0]["pointer"]) == (422, "/day")


def test_a_path_is_taken_up_and_is_the_current_one(learner: Api):
    for path_id in (2, 1):
        assert learner.send("PUT", f"/api/learning-paths/{path_id}/enrolment").status == 200
    view = learner.send("GET", "/api/user/progress").json()
    assert view["current"]["path"]["id"] == 1
    assert [each["path"]["id"] for each in view["paths"]["items"]] == [1, 2]
    assert learner.send("PUT", "/api/learning-paths/9/enrolment").status == 404


@pytest.mark.parametrize(
    "path", ["/api/learning-paths/1/units", "/api/user/xp", "/api/user/progress"]
)
@pytest.mark.parametrize("query", ["limit=0", "limit=1000000000", "limit=x", "cursor=abc"])
def test_pages_that_cannot_be_are_refused(learner: Api, path: str, query: str):
    assert learner.send("GET", f"{path}?{query}").status == 422


@pytest.mark.parametrize(
    "path", ["/api/user/progress", "/api/user/achievements", "/api/learning-paths/1/user-view"]
)
def test_what_has_not_changed_is_not_sent_again(learner: Api, path: str):
    first = learner.send("GET", path, headers={"accept-encoding": "gzip"})
    again = learner.send("GET", path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
