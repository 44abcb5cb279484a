"""The wheel, unpacked outside the repository, in an empty home and without a network."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.support.command import environment

OFFLINE = """
import socket, sys
def refuse(*_): raise OSError("there is no network")
socket.socket.connect = socket.socket.connect_ex = refuse
import parlons
assert parlons.__file__.startswith(sys.argv[1]), parlons.__file__
from parlons.__main__ import main
del sys.argv[1]
main()
"""
QUESTION = "How do you say good evening in French?"


@pytest.fixture
def site(checkout: Path, tmp_path: Path) -> Path:
    """A folder with what the wheel installs."""
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", "dist"]
    subprocess.run(build, cwd=checkout, capture_output=True, check=True)
    with zipfile.ZipFile(next((checkout / "dist").glob("*.whl"))) as wheel:
        wheel.extractall(tmp_path / "site")
    return tmp_path / "site"


def test_asked_twice_it_answers_from_the_course_then_from_the_cache(site: Path, tmp_path: Path):
    home = tmp_path / "home"
    home.mkdir()
    first, second = (
        subprocess.run(
            [sys.executable, "-c", OFFLINE, str(site), "ask", QUESTION],
            cwd=home,
            env=environment(home, PYTHONPATH=str(site)),
            capture_output=True,
            text=True,
            check=False,
        )
        for _ in range(2)
    )
    assert first.returncode == second.returncode == 0, first.stderr + second.stderr
    for run in (first, second):
        assert "bonsoir" in run.stdout
        assert "Unit 1" in run.stdout
    assert "answered by the course" in first.stdout
    assert "answered by exact cache" in second.stdout
