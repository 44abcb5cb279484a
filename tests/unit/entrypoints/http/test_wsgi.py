"""The application of a process is set up from its environment."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.command import environment

from parlons.container import SettingsError
from parlons.entrypoints.http.wsgi import application

PROGRAM = """
from parlons.entrypoints.http.wsgi import application
client = application().test_client()
print(client.get("/readyz").text)
client.get("/openapi.json").close()
"""


def test_it_serves_what_the_environment_says(tmp_path: Path):
    variables = {"PARLONS_STORE": "memory", "PARLONS_CACHE": "memory"}
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=environment(tmp_path, **variables),
        capture_output=True,
        text=True,
        check=False,
    )
    assert json.loads(run.stdout) == {"database": "ok", "cache": "ok"}
    assert '"route": "/openapi.json", "status": 200' in run.stderr
    assert "/readyz" not in run.stderr


def test_a_wrong_setting_stops_it(monkeypatch: pytest.MonkeyPatch):
    for name in [name for name in os.environ if name.startswith("PARLONS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PARLONS_THREADS", "none")
    with pytest.raises(SettingsError, match="PARLONS_THREADS"):
        application()


def test_a_store_in_memory_begins_with_the_bundled_course(tmp_path: Path):
    program = """
from parlons.entrypoints.http.wsgi import application
client = application().test_client()
account = {"email": "a@b.org", "password": "correct horse", "displayName": "A"}
client.post("/api/auth/register", json=account).close()
account.pop("displayName")
token = client.post("/api/auth/login", json=account).json["accessToken"]
paths = client.get("/api/learning-paths", headers={"Authorization": f"Bearer {token}"})
print(paths.json["items"][0]["slug"])
"""
    run = subprocess.run(
        [sys.executable, "-c", program],
        env=environment(tmp_path, PARLONS_STORE="memory", PARLONS_CACHE="memory"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout == "french-for-beginners\n", run.stderr
