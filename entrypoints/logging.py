"""Where log lines go and how they look."""

import json
import logging
import sys
from collections.abc import Callable
from logging.handlers import SysLogHandler, WatchedFileHandler
from pathlib import Path
from typing import Final

import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict, Processor

from parlons.application.environment import SettingsError, variable
from parlons.application.settings import Settings
from parlons.entrypoints.log_censor import censor

_OWN_HANDLERS: Final = ("_granian", "granian.access")
_NOISY: Final = {
    "alembic": logging.WARNING,  # tells at INFO how it was set up, at every look at the tables
    "pika": logging.CRITICAL,  # tells each step of connecting; and what goes wrong it raises
}
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, default=str)
_SYSLOG_SOCKET: Final = "/dev/log"
_SYSLOG_PORT: Final = ("localhost", 514)


def configure_logging(settings: Settings) -> None:
    """Send every line of this process to one place, from structlog and from `logging` alike.

    Only entrypoints call this, once, after the libraries that set up loggers of their own. Raises
    `SettingsError` where lines cannot be sent there.
    """
    handler = _handler(settings.log_to)
    handler.setFormatter(_formatter(_renderer(settings)))
    logging.basicConfig(handlers=[handler], level=settings.log_level.upper(), force=True)
    logging.captureWarnings(capture=True)
    for name in _OWN_HANDLERS:
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    for name, level in _NOISY.items():
        logging.getLogger(name).setLevel(level)
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
    )


def _formatter(render: tuple[Processor, ...]) -> ProcessorFormatter:
    return ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.ExtraAdder()],
        processors=[
            structlog.stdlib.add_logger_name,
            structlog.stdlib.add_log_level,
            ProcessorFormatter.remove_processors_meta,
            structlog.contextvars.merge_contextvars,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            censor,
            *render,
        ],
    )


def _renderer(settings: Settings) -> tuple[Processor, ...]:
    """Tracebacks come without local variables, which would show passwords and texts."""
    terminal = settings.log_to == "stderr" and sys.stderr.isatty()
    text = settings.log_format == "text" or (settings.log_format == "auto" and terminal)
    if not text or settings.log_to == "otlp":
        return structlog.processors.format_exc_info, _json
    plain = structlog.dev.plain_traceback
    return _printable, structlog.dev.ConsoleRenderer(colors=terminal, exception_formatter=plain)


def _json(_logger: object, _method: str, event: EventDict) -> str:
    return (
        _ENCODER.encode(event).encode(errors="replace").decode()
    )  # JSON from outside may hold half a character


def _printable(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Keep a value from beginning a line or commanding the terminal."""
    return {
        name: _escaped(value) if isinstance(value, str) else value for name, value in event.items()
    }


def _escaped(text: str) -> str:
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


def _handler(log_to: str) -> logging.Handler:
    kind, _, path = log_to.partition(":")
    try:
        return _HANDLERS[kind](path)
    except OSError as error:
        raise SettingsError(f"{variable('log_to')}: {error}") from error


def _file(path: str) -> logging.Handler:
    return WatchedFileHandler(Path(path).expanduser(), encoding="utf-8")


def _syslog(_path: str) -> logging.Handler:
    here = Path(_SYSLOG_SOCKET).is_socket()
    handler = SysLogHandler(_SYSLOG_SOCKET if here else _SYSLOG_PORT)
    handler.ident = "parlons: "
    return handler


def _otlp(_path: str) -> logging.Handler:
    try:
        from parlons.entrypoints.otlp_handler import OtlpHandler
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"{variable('log_to')}=otlp needs the extra 'otlp': pip install 'parlons[otlp]'"
        ) from error
    return OtlpHandler()


_HANDLERS: Final[dict[str, Callable[[str], logging.Handler]]] = {
    "stderr": lambda _: logging.StreamHandler(),
    "file": _file,
    "syslog": _syslog,
    "otlp": _otlp,
}
