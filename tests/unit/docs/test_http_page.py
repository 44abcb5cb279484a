"""The page on the HTTP API names every status with which a request is refused."""

import re
from pathlib import Path

from parlons.entrypoints.http.problem import KINDS

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "http.md"


def test_every_status_of_a_problem_is_in_the_table():
    rows = re.findall(r"^\| ([\d, ]+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert {int(status) for row in rows for status in row.split(",")} == {
        kind.status for kind in KINDS
    }
