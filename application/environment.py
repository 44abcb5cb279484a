"""Settings from environment variables: `PARLONS_` and the setting's name in capitals."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, get_type_hints

import attrs

from parlons.application.settings import Settings

PREFIX: Final = "PARLONS_"
_TESTS: Final = ("PARLONS_TEST_", "PARLONS_REQUIRE_SERVICES")  # what the test suite listens to


class SettingsError(ValueError):
    """A setting is wrong; the message is one line that names the variable."""


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


_READERS: Final[dict[object, tuple[Callable[[str], Any], str]]] = {
    str: (str, "a text"),
    str | None: (str, "a text"),
    int: (int, "a whole number"),
    int | None: (int, "a whole number"),
    float: (float, "a number"),
    Path: (Path, "a path"),
    Path | None: (Path, "a path"),
    tuple[str, ...]: (_list, "a list"),
}


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return PREFIX + name.upper()


def settings_from(environ: Mapping[str, str]) -> Settings:
    """Read the settings; an empty variable counts as absent.

    Raises `SettingsError` for a value that does not fit, by itself or beside another, and for a
    name that is no setting.
    """
    given = {
        name: value
        for name, value in environ.items()
        if name.startswith(PREFIX) and value and not name.startswith(_TESTS)
    }
    kinds = get_type_hints(Settings)
    known = {variable(field.name): field.name for field in attrs.fields(Settings)}
    for name in given.keys() - known.keys():
        close = get_close_matches(name, known, n=1)
        hint = f"; did you mean {close[0]}?" if close else ""
        raise SettingsError(f"{name} is not a setting{hint}")
    values: dict[str, Any] = {}
    for name, text in given.items():
        values[known[name]] = _read(name, text, kinds[known[name]])
        _check(name, known[name], values[known[name]])
    try:
        return Settings(**values)
    except ValueError as error:  # a rule across settings, told with the name of one first
        setting, _, _ = str(error).partition(" ")
        raise SettingsError(f"{variable(setting)}: {error}") from None


def _read(name: str, text: str, kind: object) -> Any:
    read, wanted = _READERS[kind]
    try:
        return read(text)
    except ValueError as error:
        raise SettingsError(f"{name} must be {wanted}, not {text!r}") from error


def _check(name: str, setting: str, value: Any) -> None:
    try:
        Settings(**{setting: value})
    except (ValueError, TypeError) as error:
        complaint = str(error.args[0])
        if attrs.fields_dict(Settings)[setting].metadata["secret"]:
            complaint = complaint.replace(repr(value), "the value")
        raise SettingsError(f"{name}: {complaint}") from None
