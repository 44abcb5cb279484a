"""A report of usage as a table."""

import csv
import io
from collections.abc import Iterator, Sequence

from attrs import astuple, fields

from parlons.application.ports.codec import camel_case
from parlons.application.spending.report_usage import UsageReport
from parlons.domain.spending.usage_report import UsageSums


def columns(report: UsageReport) -> Sequence[str]:
    """Return the names of the columns, as JSON names the fields."""
    return (str(report.by), *(camel_case(each.name) for each in fields(UsageSums)))


def rows(report: UsageReport) -> Iterator[Sequence[object]]:
    """Yield the rows of the report, as many as JSON has."""
    for row in report.rows:
        yield (row.value or "", *astuple(row.sums))


def usage_csv(report: UsageReport) -> str:
    """Write the rows as comma-separated values; a spreadsheet takes none of them for a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns(report))
    writer.writerows((_plain(value), *sums) for value, *sums in rows(report))
    return text.getvalue()


def _plain(value: object) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
