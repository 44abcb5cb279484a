"""From the best model to the refusal, against a server, and all of it in one ledger."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.support.installation import Installation, installation
from tests.support.openai_script import Answer, Declined, Hang, Refusal
from tests.support.scripted_openai import ScriptedOpenAI

from parlons.application.spending.change_plan import PlanChange
from parlons.application.spending.set_account import AccountChange
from parlons.domain.identity.principal import OPERATOR
from parlons.domain.spending.rate_limit import RateLimit

OFTEN = RateLimit(requests=100, seconds=60, burst=100)
LADDER = ("large", "small")
UNHEARD_OF = "What is qwzx number {}?"


@pytest.fixture
def parlons(tmp_path: Path, scripted_openai: ScriptedOpenAI) -> Iterator[Installation]:
    with installation(
        tmp_path,
        llm="openai",
        openai_base_url=scripted_openai.base_url,
        openai_api_key="a-key",
        openai_model="large",
        llm_prices=("large=10000000/100000000", "small=1000000/10000000"),
        llm_retries=0,
        llm_timeout_seconds=0.3,
    ) as parlons:
        plan = PlanChange(rank=0, requests=OFTEN, budget=10_000_000, models=LADDER)
        parlons.container.change_plan()(OPERATOR, "free", plan)
        yield parlons


def ask(parlons: Installation, text: str) -> Any:
    return parlons.send("POST", "/api/tutor/messages", json={"text": text})


def budget(parlons: Installation, microdollars: int) -> None:
    """Leave the learner so much to spend this month."""
    spent = parlons.send("GET", "/api/user/usage").json["spent"]
    change = AccountChange(budget=spent + microdollars)
    parlons.container.set_account()(OPERATOR, "ada", change)


def ledger(parlons: Installation) -> list[tuple[str, str, str | None]]:
    with parlons.container.unit_of_work().read() as session:
        rows = session.spending.latest("ada", 100)
    return [(row.model, row.reason, row.failure) for row in reversed(rows)]


def test_a_budget_that_runs_out(parlons: Installation, scripted_openai: ScriptedOpenAI):
    scripted_openai.plays(Answer("Large."), model="large")
    scripted_openai.plays(Answer("Small."), model="small")
    assert ask(parlons, UNHEARD_OF.format(1)).json["model"] == "large"
    budget(parlons, 20_000)
    assert ask(parlons, UNHEARD_OF.format(2)).json["model"] == "small"
    budget(parlons, 0)
    kept = ask(parlons, UNHEARD_OF.format(2)).json
    assert (kept["source"], kept["text"], kept["costMicrodollars"]) == ("exact_cache", "Small.", 0)
    refused = ask(parlons, UNHEARD_OF.format(3))
    assert (refused.status_code, refused.json["type"]) == (429, "/docs#budget-exhausted")
    assert refused.json["resetsAt"][:10] in refused.json["detail"]
    assert int(refused.headers["Retry-After"]) > 0
    assert ledger(parlons) == [
        ("large", "the first choice", None),
        ("small", "the first choice; the budget has no room for large", None),
    ]
    assert len(scripted_openai.requests) == 2


@pytest.mark.parametrize(
    ("step", "failure"),
    [
        (Refusal(429, "slow down"), "status 429"),
        (Refusal(500, "sorry"), "status 500"),
        (Hang(5.0), "Timeout"),
        (Declined("I cannot say that."), "refused"),
        (Refusal(404, "there is no such model"), "status 404"),
    ],
    ids=["429", "500", "timeout", "refusal", "unknown model"],
)
def test_models_that_fail(
    parlons: Installation, scripted_openai: ScriptedOpenAI, step: Any, failure: str
):
    scripted_openai.plays(step, step, model="large")
    scripted_openai.plays(Answer("Small."), step, model="small")
    reply = ask(parlons, UNHEARD_OF.format(1)).json
    assert (reply["model"], reply["degraded"]) == ("small", False)
    reply = ask(parlons, "What is un?").json
    assert (reply["source"], reply["degraded"]) == ("course", True)
    found = ledger(parlons)
    assert [model for model, _, _ in found] == ["large", "small", "large", "small"]
    assert [bool(why) for _, _, why in found] == [True, False, True, True]
    assert failure in (found[0][2] or "")
    assert found[1][1].startswith("large failed: ")
