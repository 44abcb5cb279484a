"""Addresses are found by their shape."""

from uuid import UUID

import pytest
from attrs import define

from parlons.entrypoints.http.endpoint import Endpoint, Exchange
from parlons.entrypoints.http.message import HttpResponse
from parlons.entrypoints.http.router import Router

NAME = "01890a5d-ac96-774b-bcce-b302099a8057"


@define
class Somewhere(Endpoint):
    name: str
    method: str
    path: str
    identifiers: tuple[type, ...] = ()

    def respond(self, exchange: Exchange) -> HttpResponse:
        raise NotImplementedError


ONE = Somewhere("one", "GET", "/api/units/{unitId}", (int,))
SAVE = Somewhere("save", "PUT", "/api/units/{unitId}", (int,))
MINE = Somewhere("mine", "GET", "/api/units/{unitId}/of/{userId}", (int, UUID))
ALL = Somewhere("all", "GET", "/api/units")
PLAN = Somewhere("plan", "PUT", "/api/users/{user}/plan", (str,))
ROUTER = Router([ONE, SAVE, ALL, MINE, PLAN])


def test_methods_share_an_address():
    assert ROUTER.match("/api/units/12") == ({"GET": ONE, "PUT": SAVE}, (12,))
    assert ROUTER.match("/api/units") == ({"GET": ALL}, ())


@pytest.mark.parametrize("user", ["ada", "12", NAME, "Ada Lovelace", "plan", "é"])
def test_a_name_may_look_like_anything(user: str):
    assert ROUTER.match(f"/api/users/{user}/plan") == ({"PUT": PLAN}, (user,))


@pytest.mark.parametrize("path", ["/api/users//plan", "/api/users/plan", "/api/users/a/b/plan"])
def test_a_name_is_one_part_of_a_path(path: str):
    assert ROUTER.match(path) == ({}, ())


def test_an_identifier_is_a_number_or_a_uuid():
    user_id = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
    assert ROUTER.match(f"/api/units/12/of/{user_id}") == ({"GET": MINE}, (12, user_id))


@pytest.mark.parametrize(
    "path",
    [
        *("", "/", "/api", "/api/units/", "//api/units", "/api/units/12/", "/API/units"),
        *("/api/units/x", "/api/units/-1", "/api/units/1.0", "/api/units/{}", "/api/units/²"),
        *("/api/units/001", "/api/units/12/of/12"),
        *(f"/api/units/{NAME}", f"/api/units/12/of/{NAME.upper()}"),
        f"/api/units/12/of/{NAME.replace('-', '')}",
        *("/api/units/١", "/api/units/" + "9" * 19, "/api/units/" + "9" * 10_000),
    ],
)
def test_anything_else_is_no_address(path: str):
    methods, _ = ROUTER.match(path)
    assert not methods
