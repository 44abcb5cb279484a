"""The README's lines work as printed, after what `make run` does."""

import json
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.support.command import PARLONS, environment, free_port, run_parlons
from tests.support.processes import wait_until

REPOSITORY = Path(__file__).parents[2]
ADDRESS = "http://127.0.0.1:8000"


def printed(command: str) -> list[str]:
    lines = (REPOSITORY / "README.md").read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("$ ") for line in lines if line.startswith("$ ") and command in line]


def recipe(target: str) -> list[list[str]]:
    _, _, rest = (REPOSITORY / "Makefile").read_text(encoding="utf-8").partition(f"\n{target}: $")
    lines = rest.splitlines()[1:]
    return [line.split()[1:] for line in lines[: lines.index("")]]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder after what `make run` does before it serves."""
    folder = tmp_path_factory.mktemp("home")
    *preparation, serve = recipe("run")
    for arguments in preparation:
        done = run_parlons(folder, *arguments)
        assert done.returncode == 0, done.stderr
    assert serve == ["serve"]
    return folder


@contextmanager
def served(home: Path) -> Iterator[str]:
    """What `make run` comes to, as soon as web server and worker are ready: its address."""
    port, log = free_port(), home / "stderr"
    with (
        log.open("wb") as errors,
        subprocess.Popen(
            [*PARLONS, "serve", "--port", str(port)],
            env=environment(home),
            stdout=subprocess.PIPE,
            stderr=errors,
        ) as server,
    ):
        try:
            assert server.stdout.readline()
            wait_until(lambda: "the worker is ready" in log.read_text(), "a worker that is ready")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def outputs(lines: list[str], address: str) -> list[str]:
    """Run the lines in one shell, in the repository, and return what each printed."""
    # A feed that was cut off by --max-time ends with the status 28, as it should.
    checked = [f"{line} || [ $? = 28 ]" if "--max-time" in line else line for line in lines]
    script = "\nprintf '\\0'\n".join(["set -e", *checked]).replace(ADDRESS, address)
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=REPOSITORY,
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\0")[1:]


@pytest.mark.skipif(not shutil.which("curl"), reason="no curl on this machine")
def test_the_curl_lines_work_as_printed(home: Path):
    with served(home) as address:
        _, *printouts, stream = outputs(printed("curl"), address)
    *early, accepted, feed, reply = printouts
    paths, path, unit, lessons, lesson, attempt = map(json.loads, early)
    assert paths["items"][0]["slug"] == "french-for-beginners"
    assert unit["vocabulary"][0]["term"]
    assert lessons["items"][0]["id"] == lesson["id"] == 1
    assert attempt["grade"]["accepted"] is True
    assert "bonsoir" in json.loads(reply)["text"]
    assert "event: reply" in stream

    first, second = path["units"]["items"]
    assert (first["id"], first["state"]) == (1, "available")
    assert second["state"] == "locked"
    assert second["unmet"][0]["message"] == f"Get 15 % right in “{first['title']}”."
    document, status = accepted.rsplit("}", 1)
    assert status.strip() == "202"
    assert json.loads(document + "}")["eventId"] == sent("first-activity.json")["eventId"]
    news = [item["fact"] for item in events(feed)]
    assert {"type": "unit_unlocked", "pathId": 1, "unitId": 2, "title": second["title"]} in news


def sent(name: str) -> Any:
    return json.loads((REPOSITORY / "docs" / "examples" / name).read_text(encoding="utf-8"))


def events(feed: str) -> list[Any]:
    lines = (line.partition("data: ") for line in feed.splitlines())
    return [json.loads(data) for before, mark, data in lines if mark and not before]


def test_the_command_lines_work_as_printed(home: Path):
    lines = [shlex.split(line) for line in printed(".venv/bin/parlons ")]
    assert len(lines) > 3
    for _, *arguments in lines:
        done = run_parlons(home, *arguments)
        assert done.returncode == 0, done.stderr
