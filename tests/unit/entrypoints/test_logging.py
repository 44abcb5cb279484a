import json
import logging
import re
import socket
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
import structlog

from parlons.application.environment import SettingsError
from parlons.application.settings import Settings
from parlons.entrypoints import logging as logs
from parlons.entrypoints.logging import configure_logging

IMPORT = "import parlons.entrypoints.logging, structlog, logging"
UNTOUCHED = "assert not structlog.is_configured() and not logging.getLogger().handlers"


@pytest.fixture(autouse=True)
def unconfigured(monkeypatch):
    """Logging as in a new process, and as it was afterwards."""
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    level = root.level
    yield
    for handler in root.handlers:
        handler.close()
    root.setLevel(level)
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "parlons.log"


def configure(file: Path, **changes: str) -> None:
    configure_logging(Settings(log_to=f"file:{file}", **changes))


def lines(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text().splitlines()]


def test_a_line_is_json_with_time_level_logger_event_and_fields(file):
    configure(file)
    structlog.get_logger("parlons.test").info("tutor_replied", source="course", seconds=0.5)
    (line,) = lines(file)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z", line.pop("timestamp"))
    assert line == {
        "level": "info",
        "logger": "parlons.test",
        "event": "tutor_replied",
        "source": "course",
        "seconds": 0.5,
    }


def test_lines_of_other_libraries_take_the_same_way(file):
    configure(file)
    logging.getLogger("werkzeug").warning("slow: %s", "GET /", extra={"ms": 7, "token": "x"})
    (line,) = lines(file)
    assert line["event"] == "slow: GET /"
    assert (line["logger"], line["level"]) == ("werkzeug", "warning")
    assert (line["ms"], line["token"]) == (7, "***")


@pytest.mark.parametrize(
    ("chatty", "level"), [("alembic.runtime.migration", "INFO"), ("pika.connection", "ERROR")]
)
def test_libraries_that_tell_every_step_are_not_heard(file, chatty, level):
    configure(file)
    logging.getLogger(chatty).log(logging.getLevelName(level), "step by step")
    assert file.read_text() == ""


def test_a_server_that_has_set_up_loggers_of_its_own_is_taken_over(file, capsys):
    granian = logging.getLogger("granian.access")
    granian.addHandler(logging.StreamHandler())
    granian.propagate = False
    configure(file)
    granian.warning("GET / 200")
    assert [line["event"] for line in lines(file)] == ["GET / 200"]
    assert capsys.readouterr().err == ""


def test_a_warning_of_python_is_a_line(file):
    configure(file)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn("old", DeprecationWarning, stacklevel=1)
    assert "DeprecationWarning: old" in lines(file)[0]["event"]


@pytest.mark.parametrize("log", [structlog.get_logger("one"), logging.getLogger("two")])
def test_what_is_bound_to_the_request_is_on_each_of_its_lines(file, log):
    configure(file)
    with structlog.contextvars.bound_contextvars(request_id="42"):
        log.info("inside")
    log.info("outside")
    inside, outside = lines(file)
    assert inside["request_id"] == "42"
    assert "request_id" not in outside


@pytest.mark.parametrize("log", [structlog.get_logger("one"), logging.getLogger("two")])
@pytest.mark.parametrize(
    ("level", "shown"),
    [("debug", ["a", "b", "c"]), ("info", ["b", "c"]), ("warning", ["c"]), ("error", [])],
)
def test_lines_below_the_level_are_dropped(file, log, level, shown):
    configure(file, log_level=level)
    log.debug("a")
    log.info("b")
    log.warning("c")
    assert [line["event"] for line in lines(file)] == shown


def test_secrets_and_texts_are_masked(file):
    configure(file)
    structlog.get_logger().info("asked", question="Bonjour ?", api_key="sk-1", input_tokens=3)
    (line,) = lines(file)
    assert (line["question"], line["api_key"], line["input_tokens"]) == ("***", "***", 3)


@pytest.mark.parametrize("log_format", ["json", "text"])
@pytest.mark.parametrize("log", [structlog.get_logger("one"), logging.getLogger("two")])
def test_a_traceback_shows_no_variables(file, log, log_format):
    configure(file, log_format=log_format)
    password = "hunter" + str(2)
    try:
        int("no luck")
    except ValueError:
        log.exception("failed")
    written = file.read_text()
    assert "ValueError: invalid literal" in written
    assert "test_logging.py" in written
    assert password not in written


def test_a_value_that_json_does_not_know_is_written_as_text(file):
    configure(file)
    structlog.get_logger().info("stored", path=Path("/data"), half="\ud800", word="été")
    (line,) = lines(file)
    assert (line["path"], line["half"], line["word"]) == ("/data", "?", "été")


def test_text_is_one_line_that_commands_no_terminal(file):
    configure(file, log_format="text")
    structlog.get_logger().info("été\nforged", value="\x1b[2J", half="\ud800")
    (line,) = file.read_text().splitlines()
    assert "été\\nforged" in line
    assert "\\x1b[2J" in line
    assert "\\ud800" in line
    assert "\x1b" not in line


@pytest.mark.parametrize(
    ("terminal", "log_format", "is_json"),
    [
        (True, "auto", False),
        (False, "auto", True),
        (True, "json", True),
        (False, "text", False),
    ],
)
def test_auto_is_text_in_a_terminal_only(capsys, monkeypatch, terminal, log_format, is_json):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    configure_logging(Settings(log_format=log_format))
    structlog.get_logger().info("started")
    written = capsys.readouterr()
    assert written.out == ""
    assert written.err.startswith("{") == is_json
    assert ("\x1b[" in written.err) == (terminal and not is_json)


def test_configured_again_lines_are_not_doubled(tmp_path):
    configure(tmp_path / "old")
    configure(tmp_path / "new")
    logging.getLogger().error("once")
    assert lines(tmp_path / "old") == []
    assert len(lines(tmp_path / "new")) == 1


def test_a_file_moved_away_by_logrotate_is_begun_anew(file):
    configure(file)
    file.rename(file.with_suffix(".1"))
    logging.getLogger().error("after")
    assert [line["event"] for line in lines(file)] == ["after"]


def test_a_file_that_cannot_be_written_names_the_setting(tmp_path):
    with pytest.raises(SettingsError, match=r"^PARLONS_LOG_TO: .*no-such-folder"):
        configure(tmp_path / "no-such-folder" / "file")


def test_syslog_gets_lines_with_name_and_severity(monkeypatch, tmp_path):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as daemon:
        daemon.bind(("127.0.0.1", 0))
        daemon.settimeout(5)
        monkeypatch.setattr(logs, "_SYSLOG_SOCKET", str(tmp_path / "no-daemon"))
        monkeypatch.setattr(logs, "_SYSLOG_PORT", daemon.getsockname())
        configure_logging(Settings(log_to="syslog"))
        structlog.get_logger().warning("cache_failed", reason="down")
        datagram = daemon.recv(4096).decode()
    warning_of_a_user_process = f"<{1 << 3 | 4}>"
    assert datagram.startswith(f'{warning_of_a_user_process}parlons: {{"')
    assert '"event": "cache_failed"' in datagram


def test_importing_configures_nothing():
    paths = f"import sys; sys.path[:0] = {sys.path!r}"
    subprocess.run([sys.executable, "-c", f"{paths}\n{IMPORT}\n{UNTOUCHED}"], check=True)
