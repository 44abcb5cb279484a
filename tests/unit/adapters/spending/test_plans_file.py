"""Plans of an installation, from a file."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.support.api import settings

from parlons.application.environment import SettingsError
from parlons.container import Container
from parlons.domain.spending.plan import PLANS

PLAN = {"name": "trial", "rank": 0, "requests": {"requests": 5}, "budget": 100, "models": ["m"]}


def plans(path: Path) -> Any:
    return Container(settings=settings(plans_file=path)).configured_plans()


def test_without_a_file_there_are_ours():
    assert Container(settings=settings()).configured_plans() == PLANS


def test_a_file_holds_what_the_api_answers(tmp_path: Path):
    path = tmp_path / "plans.json"
    path.write_text(json.dumps({"plans": [PLAN]}))
    (plan,) = plans(path)
    assert (plan.name, plan.budget, plan.models) == ("trial", 100, ("m",))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "cannot be read"),
        ("{", "holds no plans"),
        ('{"plans": []}', "there must be a plan"),
        (json.dumps({"plans": [PLAN, PLAN]}), "plan used twice: trial"),
        (json.dumps({"plans": [PLAN | {"budget": -1}]}), "/plans/0/budget"),
        (json.dumps({"plans": [PLAN | {"budget": float("nan")}]}), "/plans/0/budget"),
    ],
)
def test_what_is_wrong_is_told_in_a_line(tmp_path: Path, content: str | None, told: str):
    path = tmp_path / "plans.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(SettingsError, match="PARLONS_PLANS_FILE") as refused:
        plans(path)
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)
