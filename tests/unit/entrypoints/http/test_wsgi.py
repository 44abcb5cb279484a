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
