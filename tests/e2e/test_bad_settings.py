"""A wrong setting stops the program with one line that names it."""

from pathlib import Path

import pytest
from tests.support.command import run_parlons

COMMANDS = [["serve"], ["ask", "Bonjour?"], ["courses", "list"], ["db", "upgrade"], ["openapi"]]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_refuses_a_wrong_setting(tmp_path: Path, command: list[str]):
    run = run_parlons(tmp_path, *command, PARLONS_PORT="high")
    assert run.returncode == 2
    assert run.stdout == ""
    assert run.stderr == "parlons: PARLONS_PORT must be a whole number, not 'high'\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("PARLONS_PROT", "1", "PARLONS_PROT is not a setting; did you mean PARLONS_PORT?"),
        ("PARLONS_CACHE", "rediss", "PARLONS_CACHE: cache must be one of memory, disk, redis or"),
        ("PARLONS_LOG_LEVEL", "loud", "PARLONS_LOG_LEVEL: 'log_level' must be in"),
        ("PARLONS_CACHE", "nobody.knows:it", "PARLONS_CACHE"),
        ("PARLONS_CACHE", "os:nothing", "PARLONS_CACHE"),
        ("PARLONS_DATA_DIR", "/dev/null/x", "/dev/null"),
        ("PARLONS_DATABASE_URL", "postgresql://127.0.0.1:1/none", "postgresql"),
    ],
)
def test_the_line_names_what_is_wrong(tmp_path: Path, name: str, value: str, line: str):
    run = run_parlons(tmp_path, "ask", "Bonjour?", **{name: value})
    assert run.returncode in (1, 2)
    assert run.stdout == ""
    *notes, complaint = run.stderr.splitlines()
    assert complaint.startswith(f"parlons: {line}")
    assert not any("Traceback" in each for each in notes)
