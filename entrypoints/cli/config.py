"""`parlons config`."""

import os
from typing import Annotated, Any, Final

import attrs
import typer

from parlons.application.environment import settings_from, variable
from parlons.application.settings import Settings
from parlons.entrypoints.cli.output import show_json, show_table

app = typer.Typer(help="See how this installation is set up.", no_args_is_help=True)

_MASK: Final = "********"


@app.command("show")
def show_(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
) -> None:
    """Show every setting: its environment variable, its value and what it means.

    Secrets are masked.

    Example: PARLONS_PORT=9000 parlons config show
    """
    settings = settings_from(os.environ)
    rows = [_described(settings, field) for field in attrs.fields(Settings)]
    if as_json:
        show_json(rows)
    else:
        show_table(
            ("variable", "value", "meaning"),
            [(row["variable"], _text(row["value"]), row["help"]) for row in rows],
        )


def _described(settings: Settings, field: "attrs.Attribute[Any]") -> dict[str, Any]:
    value = getattr(settings, field.name)
    is_set = bool(os.environ.get(variable(field.name)))
    is_secret = bool(field.metadata.get("secret"))
    return {
        "setting": field.name,
        "variable": variable(field.name),
        "value": _MASK if is_secret and is_set else _plain(value),
        "isSet": is_set,
        "isSecret": is_secret,
        "help": field.metadata["help"],
    }


def _plain(value: object) -> object:
    """A JSON value."""
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, str | int | float | None) else str(value)


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else str(value)
