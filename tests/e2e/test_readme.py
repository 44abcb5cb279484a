"""The README's lines work as printed, after what `make run` does."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.support.command import PARLONS, environment, free_port, run_parlons

REPOSITORY = Path(__file__).parents[2]
ADDRESS = "http://127.0.0.1:8000"

pytestmark = pytest.mark.skipif(not shutil.which("curl"), reason="no curl on this machine")


def printed(command: str) -> list[str]:
    lines = (REPOSITORY / "README.md").read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("$ ") for line in lines if line.startswith("$ ") and command in line]


def recipe(target: str) -> list[list[str]]:
    _, _, rest = (REPOSITORY / "Makefile").read_text(encoding="utf-8").partition(f"\n{target}: $")
    lines = rest.splitlines()[1:]
    return [line.split()[1:] for line in lines[: lines.index("")]]


def test_the_curl_lines_work_as_printed(tmp_path: Path):
    *preparation, serve = recipe("run")
    for arguments in preparation:
        done = run_parlons(tmp_path, *arguments)
        assert done.returncode == 0, done.stderr
    assert serve == ["serve"]
    port = free_port()
    script = "\n".join(["set -e", *printed("curl")]).replace(ADDRESS, f"http://127.0.0.1:{port}")
    server = subprocess.Popen(
        [*PARLONS, "serve", "--port", str(port)],
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with server:
        assert server.stdout.readline()
        done = subprocess.run(
            ["bash", "-c", script], check=False, capture_output=True, text=True, timeout=60
        )
        server.terminate()
    assert done.returncode == 0, done.stderr
    paths, path, unit, lessons, lesson, attempt, reply = documents(done.stdout)
    assert paths["items"][0]["slug"] == "french-for-beginners"
    assert path["units"]["items"][0]["id"] == 1
    assert unit["vocabulary"][0]["term"]
    assert lessons["items"][0]["id"] == lesson["id"] == 1
    assert attempt["grade"]["accepted"] is True
    assert "bonsoir" in reply["text"]
    assert "event: reply" in done.stdout


def documents(output: str) -> list[dict]:
    found, decoder = [], json.JSONDecoder()
    while output.startswith("{"):
        document, end = decoder.raw_decode(output)
        found.append(document)
        output = output[end:].lstrip()
    return found
