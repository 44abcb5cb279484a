"""`parlons usage`."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from parlons.application.spending.report_usage import UsageQuestion, UsageReport
from parlons.domain.identity.principal import OPERATOR
from parlons.domain.spending.usage_report import Dimension
from parlons.entrypoints.cli.output import note, show_bars, show_document, show_table
from parlons.entrypoints.cli.session import ready
from parlons.entrypoints.usage_table import columns, rows, usage_csv

app = typer.Typer(help="See what language models cost.", no_args_is_help=True)

_Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY")]


class Format(StrEnum):
    """How a report is written."""

    TABLE = "table"
    CSV = "csv"


@app.command()
def report(  # noqa: PLR0913  # each is an option
    *,
    by: Annotated[Dimension, typer.Option(help="What to add up by.")] = Dimension.DAY,
    first: _Day = None,
    last: _Day = None,
    user: Annotated[str | None, typer.Option(help="Of this user only, by id.")] = None,
    organisation: Annotated[str | None, typer.Option(help="Of this organisation only.")] = None,
    plan: Annotated[str | None, typer.Option(help="Of users on this plan only.")] = None,
    task: Annotated[str | None, typer.Option(help="For this task only, such as ask.")] = None,
    model: Annotated[str | None, typer.Option(help="Of this model only.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many rows.")] = 100,
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TABLE,
) -> None:
    """Add up what was spent, in micro-dollars; days are those of UTC, by default this month's.

    Example: parlons usage report --by model --first 2026-11-01
    """
    question = UsageQuestion(
        by=by,
        first=first and first.date(),
        last=last and last.date(),
        user_id=user,
        organisation=organisation,
        plan=plan,
        task=task,
        model=model,
        limit=limit,
    )
    with ready() as container:
        found = container.report_usage()(OPERATOR, question)
    if form is Format.CSV:
        show_document(usage_csv(found))
        return
    show_table(columns(found), rows(found))
    show_bars("spent", [(row.value or "none", row.sums.spent) for row in found.rows])
    note(_summary(found))


def _summary(found: UsageReport) -> str:
    total, month = found.total, found.month
    cap = "without a cap" if month.cap is None else f"of {_dollars(month.cap)}"
    return (
        f"{found.first} to {found.last}: {_dollars(total.spent)} for {total.calls} calls,"
        f" {total.failed} of no use; {_dollars(total.saved)} saved by {total.cache_hits} kept"
        f" answers\n{month.period}: {_dollars(month.spent)} {cap} spent and"
        f" {_dollars(month.held)} set aside; {_dollars(month.projected)} by its end at this rate"
    )


def _dollars(microdollars: int) -> str:
    return f"${microdollars / 1_000_000:,.2f}"
