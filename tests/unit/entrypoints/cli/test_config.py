"""`parlons config show`."""

import json

import attrs
import pytest

from parlons.application.environment import variable
from parlons.application.settings import Settings

SECRETS = {
    "PARLONS_DATABASE_URL": "postgresql://somebody:hush@db.example/parlons",
    "PARLONS_REDIS_URL": "redis://:hush@cache.example/0",
    "PARLONS_OPENAI_API_KEY": "hush",
    "PARLONS_TOKEN_SECRET": "hush" * 8,
}


@pytest.mark.parametrize("how", [[], ["--json"]])
def test_secrets_are_masked(parlons, monkeypatch, how):
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    run = parlons("config", "show", *how)
    assert run.status == 0
    assert "hush" not in run.out + run.err
    assert run.out.count("********") == len(SECRETS)


def test_every_setting_is_shown_with_its_variable_value_and_meaning(parlons, monkeypatch):
    monkeypatch.setenv("PARLONS_PORT", "9000")
    lines = parlons("config", "show").out.splitlines()
    assert len(lines) == 1 + len(attrs.fields(Settings))
    assert "PARLONS_PORT\t9000\tport the web server listens on" in lines
    assert "PARLONS_TELEMETRY\tlog, metrics\t" in "\n".join(lines)


def test_as_json_the_values_have_their_types(parlons, monkeypatch):
    monkeypatch.setenv("PARLONS_PORT", "9000")
    rows = {row["variable"]: row for row in json.loads(parlons("config", "show", "--json").out)}
    assert set(rows) == {variable(field.name) for field in attrs.fields(Settings)}
    assert rows["PARLONS_PORT"]["value"] == 9000
    assert rows["PARLONS_PORT"]["isSet"]
    assert rows["PARLONS_TELEMETRY"]["value"] == ["log", "metrics"]
    assert rows["PARLONS_OPENAI_API_KEY"]["value"] is None
    assert not rows["PARLONS_OPENAI_API_KEY"]["isSet"]


def test_a_wrong_setting_is_named(parlons, monkeypatch):
    monkeypatch.setenv("PARLONS_PROT", "9000")
    run = parlons("config", "show")
    assert run.status == 2
    assert run.err == "parlons: PARLONS_PROT is not a setting; did you mean PARLONS_PORT?\n"
