"""How commands end, and what they say when they cannot do what they should."""

import sys

import pytest

from parlons import __version__
from parlons.entrypoints.cli import courses


def raising(error: Exception):
    def fail(*_arguments, **_options):
        raise error

    return fail


def test_the_version_is_shown(parlons):
    run = parlons("--version")
    assert (run.status, run.out, run.err) == (0, f"parlons {__version__}\n", "")


@pytest.mark.parametrize(
    "command",
    [
        *([], ["serve"], ["ask"], ["openapi"]),
        *(["courses"], ["courses", "check"], ["courses", "import"], ["courses", "list"]),
        *(["users"], ["users", "add"], ["config"], ["config", "show"]),
        *(["db"], ["db", "upgrade"], ["db", "status"], ["db", "dump-schema"]),
        *(["worker"], ["progress"], ["progress", "rebuild"]),
        *(["work"], ["work", "list"], ["work", "show"], ["work", "retry"]),
        *(["work", "replay"], ["work", "cancel"], ["work", "backfill"]),
    ],
    ids=" ".join,
)
def test_every_command_has_help(parlons, command):
    run = parlons(*command, "--help")
    assert run.status == 0
    assert run.out.startswith(" ".join(["Usage: parlons", *command]))
    assert "\x1b" not in run.out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["asc"], "No such command 'asc'. Did you mean 'ask'?"),
        (["ask"], "Missing argument 'QUESTION'."),
        (["ask", "Bonjour?", "--color"], "No such option: --color"),
        (["ask", "Bonjour?", "--json", "--stream"], "Invalid value: --json and --stream exclude"),
        (["ask", " "], "Invalid value: text must hold more than blanks"),
        (["ask", "?" * 2001], "Invalid value: Length of 'text' must be <= 2000: 2001"),
        (
            ["serve", "--port", "high"],
            "Invalid value for '--port': Input should be a valid integer",
        ),
        (["serve", "--port", "70000"], "PARLONS_PORT: 'port' must be <= 65535: 70000"),
        (["courses", "check", "/nowhere"], "Invalid value for 'FOLDER': "),
        (["worker", "--threads", "many"], "Invalid value for '--threads': Input should be a valid"),
        (["users", "add"], "Invalid value: give either --email or --demo"),
        (["--log-level", "loud", "config", "show"], "PARLONS_LOG_LEVEL: 'log_level' must be in "),
    ],
)
def test_misuse_is_one_line_and_status_2(parlons, arguments, complaint):
    run = parlons(*arguments)
    assert run.status == 2
    assert run.out == ""
    last = run.err.splitlines()[-1]
    assert last.startswith(f"parlons: {complaint}"), run.err
    assert "Traceback" not in run.err


def test_an_unexpected_error_is_one_line_that_says_how_to_see_more(parlons, monkeypatch):
    monkeypatch.setattr(courses, "ready", raising(RuntimeError("two\nlines")))
    run = parlons("courses", "list")
    assert run.status == 1
    assert run.err == (
        "parlons: unexpected RuntimeError: two lines"
        " (PARLONS_LOG_LEVEL=debug shows where it happened)\n"
    )


@pytest.mark.parametrize("level", [["--log-level", "debug"], []])
def test_a_traceback_is_shown_to_those_who_debug(parlons, monkeypatch, level):
    monkeypatch.setattr(courses, "ready", raising(RuntimeError("why")))
    run = parlons(*level, "courses", "list")
    assert run.status == 1
    assert ("Traceback" in run.err) == bool(level)


def test_an_interrupted_command_ends_quietly_with_130(parlons, monkeypatch):
    monkeypatch.setattr(courses, "ready", raising(KeyboardInterrupt()))
    run = parlons("courses", "list")
    assert (run.status, run.out, run.err) == (130, "", "")


def test_without_a_command_the_help_is_shown(parlons):
    run = parlons()
    assert run.status == 2
    assert "Usage: parlons" in run.out + run.err
    assert "parlons: \n" not in run.err


def test_an_encoding_that_lacks_a_letter_is_no_error(parlons, monkeypatch):
    import io

    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    run = parlons("config", "show")
    assert run.status == 0
