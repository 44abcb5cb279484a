"""Plans, budgets and usage over HTTP."""

import csv
import io
from typing import Any

import pytest
from tests.support.api import Api, settings, token
from tests.support.every_exercise import course

from parlons.adapters.llm.scripted_llm_client import ScriptedLLMClient
from parlons.container import Container
from parlons.domain.identity.principal import OPERATOR
from parlons.domain.identity.role import Role

MESSAGES = "/api/tutor/messages"
PLAN = {
    "rank": 0,
    "requests": {"requests": 60, "seconds": 60, "burst": 60},
    "budget": 100_000,
    "models": [],
}


@pytest.fixture
def model() -> ScriptedLLMClient:
    return ScriptedLLMClient()


@pytest.fixture
def container(model: ScriptedLLMClient) -> Container:
    priced = settings(llm_prices=("scripted=1000000/10000000",))
    container = Container(settings=priced, llm_client=model)
    container.import_course()(OPERATOR, course())
    return container


@pytest.fixture
def admin(container: Container, visitor: Api) -> Api:
    return Api(visitor.dispatcher, token(container, "grace", Role.ADMIN))


def ask(learner: Api, text: str) -> Any:
    return learner.send("POST", MESSAGES, json={"text": text})


def test_a_learner_sees_what_is_left(learner: Api, admin: Api, model: ScriptedLLMClient):
    assert admin.send("PUT", "/api/admin/plans/free", json=PLAN).status == 200
    model.script = ["It is a greeting."]
    cost = ask(learner, "What is bonsoir?").json()["costMicrodollars"]
    usage = learner.send("GET", "/api/user/usage").json()
    assert (usage["spent"], usage["held"], usage["left"]) == (cost, 0, 100_000 - cost)
    assert (usage["plan"], usage["cap"]) == ("free", 100_000)
    assert usage["resetsAt"].endswith("-01T00:00:00+00:00")


def test_who_has_spent_all_is_refused_until_the_budget_begins_anew(learner: Api, admin: Api):
    admin.send("PUT", "/api/admin/users/ada/plan", json={"budget": 0})
    reply = ask(learner, "What is qwzx?")
    problem = reply.json()
    assert (reply.status, problem["type"]) == (429, "/docs#budget-exhausted")
    assert f"{problem['resetsAt'][:10]} at 00:00 UTC" in problem["detail"]
    assert int(reply.headers["retry-after"]) > 0


def test_who_asks_too_often_is_told_when_to_come_back(learner: Api, admin: Api):
    seldom = PLAN | {"requests": {"requests": 1, "seconds": 60, "burst": 1}}
    admin.send("PUT", "/api/admin/plans/free", json=seldom)
    assert ask(learner, "What is bonsoir?").status == 200
    reply = ask(learner, "What is bonsoir?")
    assert (reply.status, reply.headers["retry-after"]) == (429, "60")
    assert reply.json()["type"] == "/docs#too-many-requests"


def test_the_report_is_the_same_as_a_table(learner: Api, admin: Api, model: ScriptedLLMClient):
    model.script = ["It is a greeting.", "It is a farewell."]
    for text in ("What is bonsoir?", "What is adieu?", "What is adieu?"):
        assert ask(learner, text).status == 200
    report = admin.send("GET", "/api/admin/usage?by=model&plan=free").json()
    (row,) = report["rows"]
    assert (row["value"], row["sums"]["calls"], row["sums"]["cacheHits"]) == ("scripted", 2, 1)
    assert report["total"] == row["sums"]
    assert report["month"]["spent"] == row["sums"]["spent"] > row["sums"]["saved"] > 0
    assert [spender["value"] for spender in report["topSpenders"]] == ["ada"]
    reply = admin.send("GET", "/api/admin/usage.csv?by=model&plan=free")
    assert reply.headers["content-type"] == "text/csv"
    (line,) = csv.DictReader(io.StringIO(reply.body.decode()))
    assert line.pop("model") == "scripted"
    assert {name: int(value) for name, value in line.items()} == row["sums"]


def test_plans_and_caps_come_and_go(admin: Api):
    names = [each["name"] for each in admin.send("GET", "/api/admin/plans").json()["plans"]]
    assert names == ["free", "plus", "school"]
    assert admin.send("PUT", "/api/admin/plans/trial", json=PLAN).json()["revision"] == 1
    assert admin.send("GET", "/api/admin/plans/trial").json()["budget"] == 100_000
    assert admin.send("DELETE", "/api/admin/plans/trial").status == 204
    assert admin.send("GET", "/api/admin/plans/trial").status == 404
    assert admin.send("DELETE", "/api/admin/plans/trial").status == 404
    cap = "/api/admin/caps/organisation/lycee"
    assert admin.send("PUT", cap, json={"microdollars": 5}).status == 200
    (found,) = admin.send("GET", "/api/admin/caps").json()["caps"]
    assert found == {"scope": {"kind": "organisation", "name": "lycee"}, "microdollars": 5}
    assert admin.send("DELETE", cap).status == 204
    assert admin.send("DELETE", cap).status == 404


@pytest.mark.parametrize(
    ("method", "path", "body", "pointer"),
    [
        ("PUT", "/api/admin/plans/free", PLAN | {"budget": -1}, "/budget"),
        ("PUT", "/api/admin/plans/free", PLAN | {"budget": 1.5}, "/budget"),
        ("PUT", "/api/admin/plans/free", PLAN | {"rank": "high"}, "/rank"),
        ("PUT", "/api/admin/plans/free", PLAN | {"models": ["a", "a"]}, "/models"),
        ("PUT", "/api/admin/plans/NOT A NAME", PLAN, ""),
        ("PUT", "/api/admin/users/ada/plan", {"plan": "gold"}, "/plan"),
        ("PUT", "/api/admin/caps/user/ada", {"microdollars": 1}, "/kind"),
        ("GET", "/api/admin/usage?by=moon", None, "/by"),
        ("GET", "/api/admin/usage?first=2026-02-30", None, "/first"),
        ("GET", "/api/admin/usage?first=2026-02-02&last=2026-02-01", None, "/last"),
        ("GET", "/api/admin/usage?first=2020-01-01&last=2026-02-01", None, "/first"),
        ("GET", "/api/admin/usage?limit=0", None, "/limit"),
    ],
)
def test_what_breaks_a_rule_is_pointed_at_and_changes_nothing(
    admin: Api, method: str, path: str, body: Any, pointer: str
):
    before = admin.send("GET", "/api/admin/plans").body
    reply = admin.send(method, path, json=body)
    assert reply.status == 422, reply.body
    assert [fault["pointer"] for fault in reply.json()["errors"]] == [pointer]
    assert admin.send("GET", "/api/admin/plans").body == before


def test_learners_manage_nothing(learner: Api):
    for method, path in (("GET", "/api/admin/usage"), ("DELETE", "/api/admin/plans/free")):
        assert learner.send(method, path).status == 403
