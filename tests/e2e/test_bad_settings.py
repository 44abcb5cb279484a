"""A wrong setting stops the program with one line that names it."""

from pathlib import Path
from subprocess import CompletedProcess

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


@pytest.mark.parametrize("command", [["serve"], ["ask", "Bonjour?"]], ids=" ".join)
@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("PARLONS_PROT", "1", "PARLONS_PROT is not a setting; did you mean PARLONS_PORT?"),
        ("PARLONS_CACHE", "rediss", "PARLONS_CACHE: cache must be one of memory, disk, redis or"),
        ("PARLONS_LOG_LEVEL", "loud", "PARLONS_LOG_LEVEL: 'log_level' must be in"),
        ("PARLONS_STORE", "nobody.knows:it", "PARLONS_STORE: there is no nobody.knows:it"),
        ("PARLONS_CACHE", "nobody.knows:it", "PARLONS_CACHE: there is no nobody.knows:it"),
        ("PARLONS_CACHE", "os:nothing", "PARLONS_CACHE: there is no os:nothing"),
        ("PARLONS_CACHE", "os:sep", "PARLONS_CACHE: os:sep is no function or class"),
        ("PARLONS_LLM", "nobody.knows:it", "PARLONS_LLM: there is no nobody.knows:it"),
        ("PARLONS_TELEMETRY", "log,os:sep", "PARLONS_TELEMETRY: os:sep is no function or class"),
        ("PARLONS_LLM_INPUT_PRICE", "3", "PARLONS_LLM_OUTPUT_PRICE must be set, too"),
    ],
)
def test_the_line_names_what_is_wrong(
    tmp_path: Path, command: list[str], name: str, value: str, line: str
):
    assert complaint(run_parlons(tmp_path, *command, **{name: value}), 2).startswith(line)


def test_a_server_does_not_start_with_what_only_a_later_request_would_miss(tmp_path: Path):
    run = run_parlons(tmp_path, "serve", PARLONS_PASSWORD_HASHER="nobody.knows:it")
    assert complaint(run, 2).startswith("PARLONS_PASSWORD_HASHER: there is no nobody.knows:it")


@pytest.mark.parametrize("command", [["serve"], ["ask", "Bonjour?"]], ids=" ".join)
@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("PARLONS_DATA_DIR", "/dev/null/x", "/dev/null"),
        ("PARLONS_DATABASE_URL", "postgresql://127.0.0.1:1/none", "postgresql"),
    ],
)
def test_what_a_setting_leads_to_may_be_away(
    tmp_path: Path, command: list[str], name: str, value: str, line: str
):
    assert complaint(run_parlons(tmp_path, *command, **{name: value}), 1).startswith(line)


def complaint(run: CompletedProcess[str], status: int) -> str:
    """Return the last line of a command that says nothing else but notes."""
    assert (run.returncode, run.stdout) == (status, "")
    *notes, line = run.stderr.splitlines()
    assert not any("Traceback" in each for each in notes)
    assert line.startswith("parlons: ")
    return line.removeprefix("parlons: ")
