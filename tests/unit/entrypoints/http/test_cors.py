"""Pages of other origins may call the API where the settings say so."""

import pytest
from tests.support.api import Api, settings

from parlons.container import Container
from parlons.entrypoints.http.dispatcher import Dispatcher

APP = "https://app.example"
PREFLIGHT = {"access-control-request-method": "POST"}


def api(*origins: str) -> Api:
    return Api(Dispatcher.of(Container(settings=settings(cors_origins=origins))))


def test_no_origin_is_allowed_unless_it_is_set():
    reply = api().send("GET", "/healthz", headers={"origin": APP})
    assert not [name for name in reply.headers if name.startswith("access-control")]


@pytest.mark.parametrize("path", ["/healthz", "/api/user", "/nowhere"])
def test_an_allowed_origin_may_read_responses_and_refusals(path: str):
    reply = api("https://a.example", APP).send("GET", path, headers={"origin": APP})
    assert reply.headers["access-control-allow-origin"] == APP
    assert reply.headers["access-control-expose-headers"] == (
        "Content-Range, ETag, Retry-After, X-Request-Id"
    )
    assert "access-control-allow-credentials" not in reply.headers


@pytest.mark.parametrize("origin", ["https://app.example.evil", "http://app.example", "null"])
def test_another_origin_may_not(origin: str):
    reply = api(APP).send("GET", "/healthz", headers={"origin": origin})
    assert "access-control-allow-origin" not in reply.headers
    assert reply.headers["vary"] == "Origin"


def test_a_preflight_of_an_allowed_origin_passes():
    reply = api(APP).send("OPTIONS", "/api/auth/login", headers={"origin": APP, **PREFLIGHT})
    assert (reply.status, reply.headers["access-control-allow-origin"]) == (204, APP)
    assert "POST" in reply.headers["access-control-allow-methods"]
    assert {"Authorization", "Content-Type", "Idempotency-Key"} <= set(
        reply.headers["access-control-allow-headers"].split(", ")
    )


def test_a_preflight_of_another_origin_does_not():
    headers = {"origin": "https://evil.example", **PREFLIGHT}
    reply = api(APP).send("OPTIONS", "/api/auth/login", headers=headers)
    assert "access-control-allow-methods" not in reply.headers


def test_all_origins_may_be_allowed():
    reply = api("*").send("GET", "/healthz", headers={"origin": "https://any.example"})
    assert reply.headers["access-control-allow-origin"] == "*"
