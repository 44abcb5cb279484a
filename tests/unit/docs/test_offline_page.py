"""The page for clients that were offline shows activities that are taken, and true limits."""

import json
import re
from pathlib import Path

import attrs
import pytest

from parlons.application.activity.activity_report import MAX_ACTIVITIES, ActivityReport
from parlons.application.ports.codec import InvalidDocumentError, camel_case
from parlons.container import Container, Settings
from parlons.domain.progress.moment import CLOCK_TOLERANCE, LONGEST_DELAY

PAGE = (Path(__file__).parents[3] / "docs/how-to/offline-clients.md").read_text(encoding="utf-8")
CODEC = Container(settings=Settings.in_memory()).http_codec()


def example() -> dict:
    return json.loads(re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)[0])


def limit(name: str) -> str:
    return re.findall(rf"^\| {name} \| (.*) \|$", PAGE, re.MULTILINE)[0]


def test_the_example_is_read():
    report = CODEC.decode(example(), ActivityReport)
    assert report.zone == "Europe/Paris"
    assert len(report.answers) == 1


def test_every_field_of_an_activity_is_on_the_page():
    for field in attrs.fields(ActivityReport):
        name = camel_case(field.name)
        assert f"`{name}`" in PAGE or f'"{name}"' in PAGE


def test_the_limits_are_those_of_the_server():
    assert limit("told late") == f"up to {LONGEST_DELAY.days} days after `occurredAt`"
    minutes = CLOCK_TOLERANCE.seconds // 60
    assert limit("ahead of the server's clock") == f"up to {minutes} minutes"
    assert limit("activities in a batch") == str(MAX_ACTIVITIES)


@pytest.mark.parametrize(
    ("name", "field", "one"),
    [
        ("answers in an activity", "answers", example()["answers"][0]),
        ("attempts in an activity", "attemptIds", example()["eventId"]),
    ],
)
def test_an_activity_holds_no_more_than_the_page_says(name: str, field: str, one: object):
    most = int(limit(name))
    CODEC.decode(example() | {field: [one] * most}, ActivityReport)
    with pytest.raises(InvalidDocumentError, match=field):
        CODEC.decode(example() | {field: [one] * (most + 1)}, ActivityReport)
