"""`parlons usage`."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console

from parlons.container import Container, Settings
from parlons.domain.spending.usage_report import UsageKey, UsageSums
from parlons.entrypoints.cli import output

TODAY = datetime.now(UTC).date()
SPENT = {"ada": 3_000_000, "=grace": 1_000_000}


@pytest.fixture
def container(tmp_path: Path) -> Iterator[Container]:
    container = Container(settings=Settings(data_dir=tmp_path / "data", telemetry=("memory",)))
    container.database().upgrade()
    for user_id, spent in SPENT.items():
        key = UsageKey(
            day=TODAY, user_id=user_id, organisation=None, plan="free", task="ask", model="small"
        )
        with container.unit_of_work().write() as session:
            session.usage.book(key, UsageSums(calls=2, failed=1, spent=spent))
    yield container
    container.shutdown_resources()


def test_a_report_adds_up_by_what_is_wanted(parlons, container):
    run = parlons("usage", "report", "--by", "user")
    head, *lines = run.out.splitlines()
    assert head.split("\t")[:3] == ["user", "calls", "failed"]
    assert [line.split("\t")[0] for line in lines] == ["ada", "=grace"]
    assert "$4.00 for 4 calls, 2 of no use" in run.err
    assert "without a cap" in run.err


def test_a_table_for_spreadsheets_holds_no_formula(parlons, container):
    run = parlons("usage", "report", "--by", "user", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(run.out)))
    assert [(row["user"], row["spent"]) for row in rows] == [
        ("ada", "3000000"),
        ("'=grace", "1000000"),
    ]


def test_only_what_matches_is_added_up(parlons, container):
    run = parlons("usage", "report", "--by", "day", "--user", "ada")
    assert run.out.splitlines()[1].split("\t")[0] == TODAY.isoformat()
    assert "$3.00" in run.err
    assert len(parlons("usage", "report", "--model", "large").out.splitlines()) == 1


def test_a_terminal_gets_a_chart(parlons, container, monkeypatch):
    drawn = io.StringIO()
    console = Console(file=drawn, force_terminal=True, width=100, color_system=None)
    monkeypatch.setattr(output, "OUT", console)
    parlons("usage", "report", "--by", "user")
    bars = {
        line.split()[0]: line.count("█") for line in drawn.getvalue().splitlines() if "█" in line
    }
    assert bars["ada"] == pytest.approx(3 * bars["=grace"], abs=3)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--first", "2026-02-02", "--last", "2026-02-01"], "must not be before the first"),
        (["--first", "2020-01-01"], "366 days at most"),
        (["--by", "moon"], "moon"),
        (["--plan", "NO NAME"], "plan"),
    ],
)
def test_what_cannot_be_asked_is_told_in_a_line(parlons, container, options, told):
    run = parlons("usage", "report", *options)
    assert run.status not in (0, None)
    assert told in run.err
    assert "Traceback" not in run.err
