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

from parlons.container import Container
from parlons.domain.identity.principal import OPERATOR
from parlons.domain.identity.role import Role
from parlons.entrypoints.http.event_stream import EventStream

ACTIVITY = "/api/user/activity-completed"
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
        if chunk.startswith(b"id: "):
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


def yesterday() -> str:
    return (datetime.now(UTC) - timedelta(days=1)).isoformat()


@pytest.mark.parametrize("last", ["x", "-1", "99999999999"])
def test_a_last_number_that_is_none_is_refused(learner: Api, last: str):
    assert learner.send("GET", "/api/user/events", headers={"last-event-id": last}).status == 422


def test_a_learner_may_follow_a_few_times_at_once(learner: Api):
    opened = [learner.open("GET", "/api/user/events") for _ in range(4)]
    assert [response.status for response in opened] == [200, 200, 200, 429]
    for response in opened[:3]:
        assert isinstance(response.body, EventStream)
        response.body.close()
    assert learner.open("GET", "/api/user/events").status == 200


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
