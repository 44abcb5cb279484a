import logging

import pytest
import structlog
from structlog.testing import LogCapture

from parlons.adapters.telemetry.log_telemetry import LogTelemetry
from parlons.application.ports.telemetry import CourseImported, ModelFailed

IMPORTED = CourseImported(slug="french", added=2, updated=0, retired=1)
FIELDS = {"slug": "french", "added": 2, "updated": 0, "retired": 1}


@pytest.fixture
def logged():
    """What reaches structlog in a program that has set it up."""
    captured = LogCapture()
    structlog.configure(processors=[captured])
    yield captured.entries
    structlog.reset_defaults()


def test_an_event_is_logged_under_its_name_with_its_fields(logged):
    LogTelemetry().record(IMPORTED)
    assert logged == [{"event": "course_imported", "log_level": "info"} | FIELDS]


def test_a_failure_is_a_warning(logged):
    LogTelemetry().record(ModelFailed(model="gpt", reason="timeout"))
    assert [entry["log_level"] for entry in logged] == ["warning"]


def test_a_program_without_structlog_finds_events_in_its_own_logging(caplog, capsys):
    structlog.reset_defaults()
    with caplog.at_level(logging.INFO):
        LogTelemetry().record(IMPORTED)
    (record,) = caplog.records
    assert (record.name, record.levelname) == ("parlons.telemetry", "INFO")
    assert record.getMessage() == "course_imported"
    assert {name: getattr(record, name) for name in FIELDS} == FIELDS
    assert capsys.readouterr() == ("", "")
