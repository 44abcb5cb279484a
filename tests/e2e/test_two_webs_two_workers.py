"""Two web processes and two workers on PostgreSQL and RabbitMQ serve learners as one would."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from attrs import evolve, frozen
from tests.support.answers import right_answers
from tests.support.course_folder import yaml_source
from tests.support.fleet import Fleet, fleet_on
from tests.support.live_server import Answered, Visitor
from tests.support.news_feed import following
from tests.support.processes import wait_until
from tests.support.services import rabbitmq_url, redis_url

from parlons.adapters.documents import http_codec
from parlons.application.ports.codec import Json
from parlons.domain.work.work_item import WorkStatus
from parlons.entrypoints.courses import bundled_course

pytestmark = pytest.mark.slow

PASSWORD = "correct horse"
ACTIVITY = "/api/user/activity-completed"
PATH = "/api/learning-paths/1"
CONSUMERS = {"progress", "xp", "achievements", "analytics"}
VIEWS = (
    *("/api/user", "/api/user/progress", "/api/user/xp", "/api/user/streak"),
    *("/api/user/achievements", "/api/learning-paths", f"{PATH}/user-view", f"{PATH}/units"),
    *("/api/units/1/lessons", "/api/lessons/1"),
)


@frozen
class Learner:
    """Somebody who has one token, and sends it to either server."""

    a: Visitor
    b: Visitor

    @property
    def both(self) -> tuple[Visitor, Visitor]:
        return self.a, self.b


@pytest.fixture(scope="module")
def installation(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Fleet]:
    rabbitmq_url()
    redis_url()
    database_url = request.getfixturevalue("postgres_address")
    with fleet_on(database_url, tmp_path_factory.mktemp("fleet")) as found:
        yield found


@pytest.fixture
def fleet(installation: Fleet) -> Fleet:
    """All of it runs, whatever a test before has stopped."""
    installation.start()
    return installation


@pytest.fixture
def learner(fleet: Fleet) -> Learner:
    """Somebody who has registered at the first server and logged in at the second."""
    a, b = (web.visitor() for web in fleet.webs)
    account = {"email": f"{uuid4().hex}@example.org", "password": PASSWORD}
    registered = a.send("POST", "/api/auth/register", {**account, "displayName": "Ada"})
    assert registered.status == 201, registered.body
    token = b.logged_in(**account).token
    return Learner(evolve(a, token=token), evolve(b, token=token))


@pytest.fixture(scope="module")
def answers() -> list[Json]:
    """Right answers to the first lesson."""
    codec = next(http_codec())
    lesson = yaml_source().load(bundled_course()).units[0].lessons[0]
    return [codec.encode(next(right_answers(each))) for each in lesson.exercises]


def test_one_learners_session(fleet: Fleet, learner: Learner, answers: list[Json]):
    take_up_the_path(learner)
    locked = find_the_second_unit_locked(learner)
    attempts = answer_the_first_lesson(learner.a, answers)
    with following(learner.a) as feed:
        hand_in_once(learner, attempts)
        feed.read_until(lambda it: it.has("xp_earned") and it.has("unit_unlocked"), "the unlock")
    fleet.wait_until_done()
    unlocked = go_on_with_the_feed(learner, feed.news)
    assert unlocked == [locked["id"]]
    assert begin_unit(learner.b, locked["id"]).status == 202
    fleet.wait_until_done()
    assert_both_show_the_same(learner)
    assert learner.a.get("/api/user/xp").json["total"] > 0
    assert learner.b.get("/api/user/streak").json["current"] == 1
    assert learner.a.get("/api/user/achievements").json["earned"] > 0
    assert [each["state"] for each in units(learner.b)[:2]] == ["in_progress", "in_progress"]


def take_up_the_path(learner: Learner) -> None:
    seen = learner.a.get(f"{PATH}/user-view")
    assert (seen.status, seen.json.get("progress", ...)) == (200, None), seen.body
    assert learner.b.send("PUT", f"{PATH}/enrolment").status == 200
    assert learner.a.get("/api/user/progress").json["current"]["path"]["id"] == 1
    assert learner.a.get(f"{PATH}/user-view").json["progress"] is not None


def find_the_second_unit_locked(learner: Learner) -> Any:
    """Return it as the first server lists it, after the second has refused work on it."""
    _, second = units(learner.a)[:2]
    assert (second["state"], bool(second["unmet"])) == ("locked", True)
    refused = begin_unit(learner.b, second["id"])
    assert (refused.status, refused.json.get("type")) == (403, "/docs#locked"), refused.body
    assert refused.json["unmet"] == second["unmet"]
    return second


def units(visitor: Visitor) -> list[Any]:
    items: list[Any] = visitor.get(f"{PATH}/user-view").json["units"]["items"]
    return items


def begin_unit(visitor: Visitor, unit_id: int) -> Answered:
    return practise(visitor, lesson_ids(visitor, unit_id)[0])


def lesson_ids(visitor: Visitor, unit_id: int) -> list[int]:
    return [each["id"] for each in visitor.get(f"/api/units/{unit_id}/lessons").json["items"]]


def practise(visitor: Visitor, lesson_id: int, *, days_ago: int = 0) -> Answered:
    """Hand in the card of a lesson, recalled today or some days ago."""
    exercises = visitor.get(f"/api/lessons/{lesson_id}").json["exercises"]
    card = next(each["id"] for each in exercises if each["content"]["type"] == "flashcard")
    answer = {"exerciseId": card, "answer": {"type": "flashcard", "recalled": True}}
    at = datetime.now(UTC) - timedelta(days=days_ago)
    told = {"lessonId": lesson_id, "answers": [answer], "occurredAt": at.isoformat()}
    return visitor.send("POST", ACTIVITY, told)


def answer_the_first_lesson(visitor: Visitor, answers: list[Json]) -> list[str]:
    """Return the ids of the attempts."""
    attempts = []
    for exercise_id, answer in zip(exercise_ids(visitor), answers, strict=True):
        reply = visitor.send("POST", f"/api/exercises/{exercise_id}/attempts", {"answer": answer})
        assert (reply.status, reply.json["grade"]["accepted"]) == (201, True), reply.body
        attempts.append(reply.json["id"])
    return attempts


def exercise_ids(visitor: Visitor) -> list[int]:
    return [each["id"] for each in visitor.get("/api/lessons/1").json["exercises"]]


def hand_in_once(learner: Learner, attempts: list[str]) -> None:
    """Hand attempts in at the second server; the first knows that they are."""
    told = {"eventId": str(uuid4()), "lessonId": 1, "attemptIds": attempts}
    for visitor in (learner.b, learner.a):
        taken = visitor.send("POST", ACTIVITY, told)
        assert (taken.status, taken.json) == (202, {"eventId": told["eventId"]}), taken.body
    other = learner.a.send("POST", ACTIVITY, told | {"attemptIds": attempts[:1]})
    assert (other.status, other.json.get("type")) == (409, "/docs#conflict"), other.body


def go_on_with_the_feed(learner: Learner, heard: list[Any]) -> list[int]:
    """Whoever has some of the first server's news gets the others from the second, each once.

    Return the units of which they tell that they are unlocked.
    """
    with following(learner.a, Last_Event_ID="0") as feed:
        feed.read_until_quiet()
    everything = feed.news
    assert feed.numbers == list(range(1, len(everything) + 1))
    assert everything[: len(heard)] == heard
    for known in (0, len(everything) // 2, len(everything) - 1):
        with following(learner.b, Last_Event_ID=str(known)) as rest:
            rest.read_until(lambda it: it.numbers[-1] == len(everything), "the last one")
        assert rest.news == everything[known:]
    facts = [each["fact"] for each in everything]
    return [fact["unitId"] for fact in facts if fact["type"] == "unit_unlocked"]


def assert_both_show_the_same(learner: Learner) -> None:
    """What one server has sent, the other need not send again."""
    for path in VIEWS:
        shown = learner.a.get(path)
        assert (shown.status, learner.b.get(path).json) == (200, shown.json)
        again = learner.b.get(path, If_None_Match=shown.headers["ETag"])
        assert (again.status, again.body) == (304, b""), path


def test_an_answer_of_the_tutor_is_kept_for_both(learner: Learner):
    question = {"text": "How do you say good evening in French?"}
    first, second = (each.send("POST", "/api/tutor/messages", question) for each in learner.both)
    assert (first.json["source"], second.json["source"]) == ("course", "exact_cache")
    assert first.json["text"] == second.json["text"]


def test_both_workers_have_a_share_and_each_item_is_done_once(
    fleet: Fleet, learner: Learner, answers: list[Json]
):
    fleet.wait_until_done()
    done, shares = succeeded(fleet), [worker.finished() for worker in fleet.workers]
    for number in range(6):
        hand_in(learner.both[number % 2], answers)
    fleet.wait_until_done()
    new = succeeded(fleet) - done
    assert new.keys() == CONSUMERS
    assert new["analytics"] >= 6
    wait_until(lambda: growth(fleet, shares).total() >= new.total(), "the workers' counts")
    assert growth(fleet, shares) == new
    for worker, share in zip(fleet.workers, shares, strict=True):
        assert (worker.finished() - share).total() > 0


def succeeded(fleet: Fleet) -> Counter[str]:
    """Count the finished items of consumers."""
    done = fleet.work().items()
    return Counter(
        {
            queue: number
            for (queue, status), number in done
            if queue in CONSUMERS and status == "succeeded"
        }
    )


def growth(fleet: Fleet, shares: list[Counter[str]]) -> Counter[str]:
    """Count what consumers' items the workers have finished since they had these shares."""
    now = sum((worker.finished() for worker in fleet.workers), Counter[str]())
    grown = now - sum(shares, Counter[str]())
    return Counter({queue: number for queue, number in grown.items() if queue in CONSUMERS})


def hand_in(visitor: Visitor, answers: list[Json]) -> None:
    """Answer the first lesson as a whole."""
    given = [
        {"exerciseId": exercise_id, "answer": answer}
        for exercise_id, answer in zip(exercise_ids(visitor), answers, strict=True)
    ]
    reply = visitor.send("POST", ACTIVITY, {"lessonId": 1, "answers": given})
    assert reply.status == 202, reply.body


def test_either_worker_may_stop_while_the_other_goes_on(
    fleet: Fleet, learner: Learner, answers: list[Json]
):
    for stopped, other in (fleet.workers, fleet.workers[::-1]):
        for visitor in learner.both:
            hand_in(visitor, answers)
        stopped.stop()
        fleet.wait_until_done()
        before = other.finished()
        hand_in(learner.a, answers)
        fleet.wait_until_done()
        assert (other.finished() - before).keys() >= {"progress", "xp", "analytics"}
        stopped.start()
        stopped.wait()


def test_either_web_server_may_stop_while_the_session_goes_on(fleet: Fleet, learner: Learner):
    """Each piece of work is of another day, and so earns points."""
    heard, days = [0], iter(range(4))
    for web, visitor, other in zip(fleet.webs, learner.both, learner.both[::-1], strict=True):
        heard += hear_of_points(visitor, other, heard[-1], next(days))
        web.stop()
        heard += hear_of_points(other, other, heard[-1], next(days))
        web.start()
        web.wait()
    assert heard == list(range(len(heard)))
    fleet.wait_until_done()
    assert_both_show_the_same(learner)


def hear_of_points(listening: Visitor, telling: Visitor, last: int, days_ago: int) -> list[int]:
    """Practise at one server, and return the numbers of what another tells after `last`."""
    with following(listening, Last_Event_ID=str(last)) as feed:
        assert practise(telling, 1, days_ago=days_ago).status == 202
        feed.read_until(lambda it: it.has("xp_earned"), "points")
    return feed.numbers


def test_all_end_with_status_0_and_leave_nothing_and_nobody(
    fleet: Fleet, learner: Learner, answers: list[Json]
):
    with following(learner.a) as feed:
        hand_in(learner.b, answers)
        fleet.wait_until_done()
        counts = fleet.parlons("work", "list", "--counts")
        assert {status for status in WorkStatus if status in counts} == {"succeeded"}, counts
        fleet.stop()
        feed.read_to_end()
    assert feed.has("xp_earned")
    assert fleet.left() == []
    for each in fleet.machines:
        assert "Traceback" not in each.service.log.read_text()
