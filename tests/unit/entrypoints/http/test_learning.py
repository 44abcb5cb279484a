"""What a learner sees of their course and of their answers."""

from datetime import UTC, datetime

import pytest
from dependency_injector import providers
from tests.support.api import Api
from tests.support.every_exercise import ANSWERS
from tests.support.small_course import AT_THE_CAFE, publish

from parlons.adapters.system.fixed_clock import FixedClock
from parlons.container import Container
from parlons.domain.identity.principal import Principal


@pytest.mark.parametrize(
    ("zone", "day"), [("Pacific/Kiritimati", "2026-03-02"), ("Pacific/Pago_Pago", "2026-02-28")]
)
def test_an_attempt_tells_the_day_it_was_for_the_learner(
    container: Container, visitor: Api, zone: str, day: str
):
    clock = FixedClock(datetime(2026, 3, 1, 10, 30, tzinfo=UTC))
    container.clock.override(providers.Object(clock))
    token = container.token_issuer().issue(Principal("ada", zone=zone)).token
    learner = Api(visitor.dispatcher, token)
    reply = learner.send("POST", "/api/exercises/8/attempts", json={"answer": ANSWERS["card"]})
    attempt = reply.json()
    assert attempt["answeredAt"] == "2026-03-01T10:30:00+00:00"
    assert (attempt["zone"], attempt["localDate"]) == (zone, day)


def test_a_unit_is_opened_with_its_words(container: Container, learner: Api):
    path_id = publish(container.unit_of_work())
    path = learner.send("GET", f"/api/learning-paths/{path_id}/user-view").json()
    summary = path["units"]["items"][1]
    unit = learner.send("GET", f"/api/units/{summary['id']}").json()
    assert {name: summary[name] for name in summary.keys() & unit.keys()}.items() <= unit.items()
    assert (summary["state"], summary["unmet"], summary["score"]) == ("available", [], 0)
    assert (unit["pathId"], unit["grammarNote"]) == (path_id, None)
    assert [word["term"] for word in unit["vocabulary"]] == [word.term for word in AT_THE_CAFE]
