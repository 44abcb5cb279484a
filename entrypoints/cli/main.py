"""The `parlons` command."""

import io
import os
import sys
import traceback
from typing import Annotated, Final

import typer

from parlons import __version__
from parlons.application.environment import variable
from parlons.application.settings import LOG_LEVELS
from parlons.entrypoints.cli import (
    ask,
    config,
    courses,
    db,
    openapi,
    progress,
    serve,
    usage,
    users,
    web,
    work,
    worker,
)
from parlons.entrypoints.cli.errors import DONE, FAILED, INTERRUPTED, report
from parlons.entrypoints.cli.output import show

_LOG_LEVEL: Final = variable("log_level")

app = typer.Typer(
    name="parlons",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(serve.serve)
app.command()(worker.worker)
app.command()(ask.ask)
app.add_typer(courses.app, name="courses")
app.add_typer(progress.app, name="progress")
app.add_typer(work.app, name="work")
app.add_typer(usage.app, name="usage")
app.add_typer(users.app, name="users")
app.add_typer(db.app, name="db")
app.add_typer(config.app, name="config")
app.command()(openapi.openapi)
app.command(hidden=True)(web.prepare)
app.command(hidden=True)(web.web)


def _show_version(wanted: bool) -> None:  # noqa: FBT001  # so typer calls it
    if wanted:
        show(f"parlons {__version__}")
        raise typer.Exit


@app.callback()
def parlons(
    log_level: Annotated[
        str | None,
        typer.Option(metavar="|".join(LOG_LEVELS), help=f"What to log, instead of {_LOG_LEVEL}."),
    ] = None,
    *,
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show it.")
    ] = False,
) -> None:
    """A language-learning backend with an AI tutor.

    Everything is set up by environment variables: see `parlons config show`. Without any, records
    are kept in ~/.parlons and the tutor answers from the course, so that this just works:

    parlons ask "How do you say good evening in French?"
    """
    if log_level is not None:
        os.environ[_LOG_LEVEL] = log_level


def main() -> None:
    """Run the command and exit: 0 done, 1 failed, 2 misused or wrongly set up, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        status = app(prog_name=app.info.name, standalone_mode=False) or DONE
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = FAILED
    except (typer.Abort, KeyboardInterrupt):
        status = INTERRUPTED
    except Exception as error:  # noqa: BLE001  # the last resort
        if os.environ.get(_LOG_LEVEL) == "debug":
            traceback.print_exc()
        status = report(error)
    sys.exit(status)
