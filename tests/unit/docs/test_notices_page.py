"""The page on notices verifies what the webhook signs, and names every notifier."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from tests.support.clocks import SkippingClock
from tests.support.hooks import Call, HookServer, hook_server

from parlons.adapters.notifications.smtp_server import SmtpServer
from parlons.adapters.notifications.webhook_notifier import WebhookNotifier
from parlons.adapters.notifications.webhook_receiver import WebhookReceiver
from parlons.adapters.notifications.webhook_signature import signing_key
from parlons.entrypoints.testing.contracts.notifier import LEARNERS

PAGE = (Path(__file__).parents[3] / "docs/how-to/send-notices.md").read_text(encoding="utf-8")
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@pytest.fixture
def is_genuine() -> Callable[[str, dict[str, str], bytes], bool]:
    """The function of the page."""
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    names: dict[str, object] = {}
    exec(example, names)
    return names["is_genuine"]


def sent(ahead: timedelta = timedelta()) -> Call:
    with hook_server(HookServer()) as server:
        receiver = WebhookReceiver.at(server.url)
        WebhookNotifier(receiver, signing_key(SECRET), SkippingClock(ahead)).notify(LEARNERS)
    return server.calls[0]


def test_the_example_takes_what_was_sent_just_now(is_genuine):
    call = sent()
    assert is_genuine(SECRET, call.headers, call.body)


def test_the_example_refuses_what_was_changed_or_signed_by_others_or_is_old(is_genuine):
    call, old = sent(), sent(timedelta(minutes=-6))
    assert not is_genuine(SECRET, call.headers, call.body + b" ")
    assert not is_genuine(SECRET, call.headers | {"webhook-id": "other"}, call.body)
    assert not is_genuine("whsec_" + "A" * 32, call.headers, call.body)
    assert not is_genuine(SECRET, old.headers, old.body)


def test_the_document_of_the_page_has_the_fields_of_one_that_is_sent():
    (example,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert json.loads(example).keys() == json.loads(sent().body).keys()


def test_the_ports_of_the_page_are_the_true_ones():
    rows = dict(re.findall(r"^\| `(smtps?://[^`]*)` \| .* \| (\d+) \|$", PAGE, re.MULTILINE))
    for address, port in rows.items():
        url = address if "host" in address else f"{address}host"
        assert SmtpServer.at(url).port == int(port)
    assert len(rows) == 3
