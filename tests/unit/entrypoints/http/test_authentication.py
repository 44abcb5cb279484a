"""A token is asked for wherever visitors may not go, and nowhere else."""

from datetime import timedelta
from uuid import UUID

import pytest
from tests.support.api import Api, settings, token

from parlons.adapters.system.fixed_clock import FixedClock
from parlons.container import Container
from parlons.domain.identity.role import Role
from parlons.entrypoints.http.dispatcher import Dispatcher
from parlons.entrypoints.http.operation import Operation
from parlons.entrypoints.http.operations import OPERATIONS

CREDENTIALS = {"email": "ada@example.org", "password": "correct horse"}
REALM = 'Bearer realm="parlons"'


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.id)
def test_what_is_not_open_asks_for_a_token(operation: Operation, visitor: Api):
    address = operation.path
    for name, kind in operation.identifiers.items():
        address = address.replace(f"{{{name}}}", str(kind(int=1) if kind is UUID else 1))
    reply = visitor.send(operation.method, address)
    assert (reply.status == 401) == (not operation.open)
    assert reply.headers.get("www-authenticate") == (None if operation.open else REALM)


@pytest.mark.parametrize("sent", ["Bearer", "Bearer ", "Bearer x.y.z", "bearer é", "Bearer  a b"])
def test_a_token_that_is_none_is_invalid(visitor: Api, sent: str):
    reply = visitor.send("GET", "/api/user", headers={"authorization": sent})
    assert reply.status == 401
    assert reply.headers["www-authenticate"] == f'{REALM}, error="invalid_token"'


def test_another_scheme_is_no_token(visitor: Api):
    reply = visitor.send("GET", "/api/user", headers={"authorization": "Basic YTpi"})
    assert (reply.status, reply.headers["www-authenticate"]) == (401, REALM)


def test_a_token_ends():
    clock = FixedClock()
    container = Container(settings=settings(token_minutes=10), clock=clock)
    api = Api(Dispatcher.of(container), token(container))
    clock.advance(timedelta(minutes=9, seconds=59))
    assert api.send("GET", "/api/user").status == 200
    clock.advance(timedelta(seconds=1))
    reply = api.send("GET", "/api/user")
    assert (reply.status, reply.json()["detail"]) == (401, "the token has expired")


def test_the_scheme_is_written_in_any_case(container: Container, visitor: Api):
    headers = {"authorization": f"bEARER {token(container)}"}
    assert visitor.send("GET", "/api/user", headers=headers).status == 200


def test_a_token_past_its_time_does_not_keep_anybody_from_logging_in(visitor: Api):
    registration = {**CREDENTIALS, "displayName": "Ada"}
    assert visitor.send("POST", "/api/auth/register", json=registration).status == 201
    headers = {"authorization": "Bearer old"}
    reply = visitor.send("POST", "/api/auth/login", json=CREDENTIALS, headers=headers)
    user = Api(visitor.dispatcher, reply.json()["accessToken"]).send("GET", "/api/user").json()
    assert (user["roles"], user["plan"], user["zone"]) == (["learner"], "free", "UTC")
    assert user["userId"] == reply.json()["account"]["id"]


def test_a_wrong_password_is_not_told_from_a_wrong_address(visitor: Api):
    replies = [
        visitor.send("POST", "/api/auth/login", json={**CREDENTIALS, "email": email})
        for email in ("ada@example.org", "nobody@example.org")
    ]
    assert {reply.status for reply in replies} == {401}
    assert len({reply.json()["detail"] for reply in replies}) == 1


def test_a_role_that_may_not_is_forbidden(container: Container, visitor: Api):
    api = Api(visitor.dispatcher, token(container, role=Role.VISITOR))
    reply = api.send("GET", "/api/learning-paths")
    assert (reply.status, reply.json()["detail"]) == (403, "this needs the permission courses:read")
