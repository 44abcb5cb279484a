"""From an error to a line on stderr and an exit status."""

from typing import Final

import typer

from parlons.application.environment import SettingsError
from parlons.application.ports.course_source import InvalidCourseError
from parlons.domain.errors import ParlonsError
from parlons.entrypoints.cli.output import complain, note
from parlons.entrypoints.supervision.kept_child import ChildFailedError

DONE: Final = 0
FAILED: Final = 1
MISUSED: Final = 2
INTERRUPTED: Final = 130

_OF_THE_SERVER: Final = frozenset({"flask", "granian", "structlog"})


def report(error: Exception) -> int:
    """Tell what went wrong, in one line or one per fault of a course; return the exit status."""
    if isinstance(error, InvalidCourseError):
        for fault in error.faults:
            note(str(fault), style="")
        complain(f"{_count(len(error.faults))} in the course")
    elif line := _line(error):  # none where the help was shown instead
        complain(line)
    return MISUSED if _is_misuse(error) else FAILED


def _is_misuse(error: Exception) -> bool:
    """Whether the command line, a setting or the installation is wrong."""
    match error:
        case typer.TyperException(exit_code=code):
            return code == MISUSED
        case ImportError(name=name):
            return not _is_ours(name)
    return isinstance(error, SettingsError)


def _is_ours(module: str | None) -> bool:
    return (module or "").startswith("parlons.")


def _line(error: Exception) -> str:
    match error:
        case typer.TyperException():
            return error.format_message()
        case ParlonsError() | SettingsError() | ChildFailedError():
            return str(error)
        case ModuleNotFoundError(name=str(name)) if name in _OF_THE_SERVER:
            return "this command needs the extra 'server': pip install 'parlons[server]'"
        case ImportError(name=name) if not _is_ours(name):
            return str(error)
        case OSError(strerror=str(reason)):
            return f"{error.filename}: {reason}" if error.filename else reason
    return (
        f"unexpected {type(error).__name__}: {error}"
        " (PARLONS_LOG_LEVEL=debug shows where it happened)"
    )


def _count(faults: int) -> str:
    return "1 fault" if faults == 1 else f"{faults} faults"
