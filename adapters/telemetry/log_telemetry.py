"""Events in the log, by structlog."""

import logging
import re
from functools import cache
from typing import Final

import structlog
from attrs import asdict, define
from structlog.typing import FilteringBoundLogger

from parlons.application.ports.telemetry import (
    ActivityAccepted,
    BrokerFailed,
    CacheFailed,
    ExerciseAnswered,
    ITelemetry,
    LoadSeen,
    ModelFailed,
    ReplyFailed,
    TelemetryEvent,
    WorkEnded,
    WorkFailed,
)

_LOGGER: Final = "parlons.telemetry"
_FAILURES: Final = (BrokerFailed, CacheFailed, ModelFailed, ReplyFailed, WorkFailed)
_TOO_MANY: Final = (ActivityAccepted, ExerciseAnswered, LoadSeen, WorkEnded)


@define
class LogTelemetry(ITelemetry):
    """Logs an event under its name, such as `tutor_replied`; failures are warnings.

    Answers, activities, finished work and looks at the load are too many for that: they are logged
    at debug, and metrics count them.

    In a program that has not set up structlog, events go to the standard library's logging, with
    their fields as attributes of the record.
    """

    def record(self, event: TelemetryEvent) -> None:
        """Log the event with its fields."""
        _logger().log(_level(event), _event_name(type(event).__name__), **asdict(event))


def _level(event: TelemetryEvent) -> int:
    if isinstance(event, _TOO_MANY):
        return logging.DEBUG
    return logging.WARNING if isinstance(event, _FAILURES) else logging.INFO


@cache
def _event_name(class_name: str) -> str:
    return re.sub(r"(?<=.)(?=[A-Z])", "_", class_name).lower()


def _logger() -> FilteringBoundLogger:
    logger: FilteringBoundLogger = (
        structlog.get_logger(_LOGGER) if structlog.is_configured() else _stdlib_logger()
    )
    return logger


@cache
def _stdlib_logger() -> FilteringBoundLogger:
    logger: FilteringBoundLogger = structlog.wrap_logger(
        logging.getLogger(_LOGGER),
        processors=[structlog.stdlib.filter_by_level, structlog.stdlib.render_to_log_kwargs],
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    return logger
