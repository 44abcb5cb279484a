"""Addresses are found by their shape."""

import pytest
from attrs import define

from parlons.entrypoints.http.endpoint import Endpoint, Exchange
from parlons.entrypoints.http.message import HttpResponse
from parlons.entrypoints.http.router import Router


@define
class Somewhere(Endpoint):
    name: str
    method: str
    path: str

    def respond(self, exchange: Exchange) -> HttpResponse:
        raise NotImplementedError


ONE = Somewhere("one", "GET", "/api/units/{unitId}")
SAVE = Somewhere("save", "PUT", "/api/units/{unitId}")
ALL = Somewhere("all", "GET", "/api/units")
ROUTER = Router([ONE, SAVE, ALL])


def test_methods_share_an_address():
    assert ROUTER.match("/api/units/12") == ({"GET": ONE, "PUT": SAVE}, (12,))
    assert ROUTER.match("/api/units") == ({"GET": ALL}, ())


@pytest.mark.parametrize(
    "path",
    [
        *("", "/", "/api", "/api/units/", "//api/units", "/api/units/12/", "/API/units"),
        *("/api/units/x", "/api/units/-1", "/api/units/1.0", "/api/units/{}", "/api/units/²"),
        "/api/units/001",
        *("/api/units/١", "/api/units/" + "9" * 19, "/api/units/" + "9" * 10_000),
    ],
)
def test_anything_else_is_no_address(path: str):
    methods, _ = ROUTER.match(path)
    assert not methods
