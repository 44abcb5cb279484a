import logging

import pytest

from parlons.adapters.notifications.log_notifier import LogNotifier
from parlons.application.ports.notifier import Notice
from parlons.entrypoints.testing.contracts.notifier import ADMINISTRATORS, LEARNERS


def logged(caplog: pytest.LogCaptureFixture, notice: Notice) -> logging.LogRecord:
    with caplog.at_level(logging.DEBUG, "parlons.notices"):
        LogNotifier().notify(notice)
    (record,) = caplog.records
    return record


def fields(record: logging.LogRecord) -> dict[str, object]:
    """What a notifier adds to a record."""
    plain = logging.makeLogRecord({})
    return {name: value for name, value in vars(record).items() if name not in vars(plain)}


def test_a_learner_s_notice_is_logged_by_its_kind_user_and_figures_alone(caplog):
    record = logged(caplog, LEARNERS)
    assert (record.name, record.levelname) == ("parlons.notices", "INFO")
    added = fields(record)
    added.pop("message", None)
    assert added == {
        "notice_id": LEARNERS.id,
        "kind": "budget-alert",
        "user_id": "ada",
        "figures": {"percentage": 80, "name": "ada", "left": None},
    }


def test_an_administrators_notice_is_a_warning_with_its_subject(caplog):
    record = logged(caplog, ADMINISTRATORS)
    assert record.levelname == "WARNING"
    assert fields(record)["subject"] == ADMINISTRATORS.subject
    assert ADMINISTRATORS.text not in str(vars(record))
