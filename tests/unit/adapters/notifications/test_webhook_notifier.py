import base64
import hmac
import json
import socket
import time
from pathlib import Path

import pytest
from attrs import evolve
from tests.support.certificates import certificate
from tests.support.hooks import HookServer, hook_server

from parlons.adapters.notifications.webhook_notifier import WebhookNotifier
from parlons.adapters.notifications.webhook_receiver import WebhookReceiver
from parlons.adapters.notifications.webhook_signature import signed_headers, signing_key
from parlons.adapters.system.fixed_clock import FixedClock
from parlons.application.ports.notifier import NotifierError
from parlons.entrypoints.testing.contracts.notifier import ADMINISTRATORS, LEARNERS

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
NEW_YEAR = 1767225600


@pytest.fixture
def server():
    """A receiver that takes everything."""
    with hook_server(HookServer()) as server:
        yield server


def notifier(url: str, **changes) -> WebhookNotifier:
    receiver = evolve(WebhookReceiver.at(url), **changes)
    return WebhookNotifier(receiver, signing_key(SECRET), FixedClock())


def failure(url: str, **changes) -> str:
    with pytest.raises(NotifierError) as raised:
        notifier(url, **changes).notify(LEARNERS)
    return str(raised.value)


def test_the_document_says_it_all_but_the_address(server: HookServer):
    notifier(f"{server.url}/hooks?token=1").notify(LEARNERS)
    (call,) = server.calls
    assert (call.method, call.path) == ("POST", "/hooks?token=1")
    assert call.headers["content-type"] == "application/json"
    assert json.loads(call.body) == {
        "id": LEARNERS.id,
        "kind": "budget-alert",
        "userId": "ada",
        "subject": LEARNERS.subject,
        "text": LEARNERS.text,
        "data": {"percentage": 80, "name": "ada", "left": None},
        "sentAt": "2026-01-01T00:00:00+00:00",
    }


@pytest.mark.parametrize("id_", ["a", "clé 鍵", "a\r\nx-evil: b", "a.b", "%0a"])
def test_the_signature_is_the_one_the_receiver_computes(server: HookServer, id_: str):
    notifier(server.url).notify(evolve(LEARNERS, id=id_, subject="Été 🔑"))
    (call,) = server.calls
    assert "x-evil" not in call.headers
    sent, seconds = call.headers["webhook-id"], call.headers["webhook-timestamp"]
    assert seconds == str(NEW_YEAR)
    key = base64.b64decode(SECRET[6:])
    signed = hmac.new(key, sent.encode() + b"." + seconds.encode() + b"." + call.body, "sha256")
    expected = "v1," + base64.b64encode(signed.digest()).decode()
    assert call.headers["webhook-signature"] == expected


def test_the_specification_s_example_has_its_signature():
    body = b'{"test": 2432232314}'
    headers = signed_headers(signing_key(SECRET), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_different_notices_have_different_ids_and_a_repetition_the_same(server: HookServer):
    for id_ in ("a b", "a%20b", "a b"):
        notifier(server.url).notify(evolve(LEARNERS, id=id_))
    first, other, again = (call.headers["webhook-id"] for call in server.calls)
    assert first == again != other


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_any_2xx_is_delivered(server: HookServer, status: int):
    server.status = status
    notifier(server.url).notify(ADMINISTRATORS)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308, 400, 401, 404, 410, 429, 500, 503])
def test_any_other_status_is_not_and_no_redirect_is_followed(server: HookServer, status: int):
    server.status = status
    assert failure(server.url) == f"the webhook answered with status {status}"
    assert len(server.calls) == 1


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"s3cret\r\n\r\n",
        b"HTTP/1.1 99999 x\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"a" * 70_000,
    ],
    ids=["nothing", "no status", "an impossible status", "an endless line"],
)
def test_an_answer_that_is_none_is_told_without_its_words(server: HookServer, raw: bytes):
    server.raw = raw
    told = failure(server.url)
    assert told.startswith("the webhook did not answer: ")
    assert "s3cret" not in told


def test_a_long_answer_is_not_read(server: HookServer):
    server.raw = b"HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n"
    notifier(server.url).notify(LEARNERS)


def test_a_receiver_that_hangs_is_left(server: HookServer):
    server.hangs = True
    started = time.monotonic()
    assert failure(server.url, timeout_seconds=0.2).endswith("TimeoutError")
    assert time.monotonic() - started < 2


def test_nobody_at_the_port_is_told_without_the_address():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    told = failure(f"http://127.0.0.1:{port}/s3cret")
    assert told == "the webhook did not answer: Connection refused"


def test_a_proxy_of_the_environment_is_not_asked(server: HookServer, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    notifier(server.url).notify(LEARNERS)


def test_https_is_for_servers_that_somebody_vouches_for(tmp_path: Path):
    certified = certificate(tmp_path)
    with hook_server(HookServer(), certified.server) as server:
        assert "CERTIFICATE_VERIFY_FAILED" in failure(server.url)
        assert server.calls == []
        notifier(server.url, tls=certified.client).notify(LEARNERS)
        assert len(server.calls) == 1


@pytest.mark.parametrize(
    ("url", "port"),
    [("http://[::1]/", 80), ("https://[::1]", 443), ("http://[::1]:8080/", 8080)],
)
def test_an_address_may_be_of_ipv6(url: str, port: int):
    receiver = WebhookReceiver.at(url)
    connection = receiver._connection()
    assert (connection.host, connection.port) == ("::1", port)


@pytest.mark.parametrize(
    "url",
    ["ftp://host/s3cret", "https://", "https:///s3cret", "https://u:s3cret@host/", "host/s3cret",
     "https://host:99999/s3cret", "https://host:x/s3cret", "https://host/s3cret é",
     "https://host/s3cret\r\nx: y", "https://[s3cret", "https://s3cret..org/",
     f"https://{'s3cret' * 11}.org/", ""],
)  # fmt: skip
def test_an_address_that_is_none_is_refused_without_being_repeated(url: str):
    with pytest.raises(ValueError, match="must be an address") as raised:
        WebhookReceiver.at(url)
    assert "s3cret" not in str(raised.value)


@pytest.mark.parametrize(
    "secret",
    ["", "whsec_", "whsec_" + "A" * 28, "whsec_" + "A" * 33, "whsec_" + "A" * 92, "whsec_é",
     "whsec_" + "-" * 32, SECRET[6:], "whsec_" + " " + SECRET[6:]],
)  # fmt: skip
def test_a_secret_that_is_too_short_or_none_is_refused(secret: str):
    with pytest.raises(ValueError, match="must be whsec_ and the base64 of 24 to 64"):
        signing_key(secret)


def test_neither_key_nor_path_is_shown():
    shown = repr(notifier("https://host/s3cret"))
    assert "s3cret" not in shown
    assert repr(signing_key(SECRET)) not in shown
