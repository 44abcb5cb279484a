"""The page on workers names every queue, and states an item can have are on that about work."""

import re
from pathlib import Path

import pytest

from parlons.container import Container, Settings
from parlons.domain.work.work_item import WorkStatus

HOW_TO = Path(__file__).parents[3] / "docs" / "how-to"


def first_column(page: str, heading: str) -> list[str]:
    text = (HOW_TO / page).read_text(encoding="utf-8")
    table = text.partition(f"| {heading} |")[2].partition("\n\n")[0]
    return re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)


@pytest.mark.generated
def test_every_queue_is_listed():
    queues = Container(settings=Settings.in_memory()).queues()
    assert first_column("run-workers.md", "queue") == list(queues)


@pytest.mark.generated
def test_every_status_is_listed():
    assert first_column("steer-work.md", "status") == [status.value for status in WorkStatus]
