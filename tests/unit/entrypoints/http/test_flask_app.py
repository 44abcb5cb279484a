"""Flask carries the dispatcher's answers unchanged."""

import io

import pytest
from flask.testing import FlaskClient
from tests.support.api import Api, token

from parlons.container import Container
from parlons.entrypoints.http.flask_app import create_app
from parlons.entrypoints.http.operations import OPERATIONS

QUESTION = {"text": "How do you say thank you?"}


@pytest.fixture
def client(container: Container) -> FlaskClient:
    return create_app(container).test_client()


@pytest.fixture
def bearer(container: Container) -> dict[str, str]:
    return {"Authorization": f"Bearer {token(container)}"}


def test_every_operation_is_a_rule_under_its_own_name(container: Container):
    rules = {rule.endpoint: rule for rule in create_app(container).url_map.iter_rules()}
    assert {each.id for each in OPERATIONS} <= rules.keys()
    assert rules["listLessons"].rule == "/api/units/<int:unitId>/lessons"


def test_flask_and_the_dispatcher_say_the_same(client: FlaskClient, bearer: dict, learner: Api):
    for path in ("/api/learning-paths?limit=1", "/api/lessons/1", "/api/lessons/99", "/nowhere"):
        headers = {**bearer, "X-Request-Id": "same"}
        by_flask = client.get(path, headers=headers)
        directly = learner.send("GET", path, headers={"x-request-id": "same"})
        assert (by_flask.status_code, by_flask.data) == (directly.status, directly.body)
        assert {name.lower(): value for name, value in by_flask.headers} == directly.headers


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "//api//user", 404),
        ("GET", "/api/user/", 404),
        ("GET", "/api/units/x/lessons", 404),
        ("GET", "/static/x", 404),
        ("PUT", "/api/user", 405),
        ("BREW", "/api/user", 405),
        ("OPTIONS", "/api/user", 204),
    ],
)
def test_flask_has_no_answers_of_its_own(client: FlaskClient, method: str, path: str, status: int):
    reply = client.open(environ_overrides={"PATH_INFO": path}, method=method)
    assert reply.status_code == status
    assert reply.headers["X-Request-Id"]


def test_an_empty_response_has_no_length_and_no_type(client: FlaskClient, bearer: dict):
    tag = client.get("/api/user", headers=bearer).headers["ETag"]
    unchanged = client.get("/api/user", headers={**bearer, "If-None-Match": tag})
    assert (unchanged.status_code, unchanged.data) == (304, b"")
    options = client.options("/api/user")
    assert "Content-Length" not in {**dict(unchanged.headers), **dict(options.headers)}
    assert "Content-Type" not in options.headers


def test_a_chunked_body_is_read(client: FlaskClient):
    body = b'{"email": "ada@example.org", "password": "correct horse", "displayName": "Ada"}'
    reply = client.post(
        "/api/auth/register",
        input_stream=io.BytesIO(body),
        content_type="application/json",
        headers={"Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert reply.status_code == 201


def test_a_stream_is_passed_on_piece_by_piece_and_closed(client: FlaskClient, bearer: dict):
    for _ in range(4):
        reply = client.post("/api/tutor/messages/stream", json=QUESTION, headers=bearer)
        assert (reply.status_code, reply.is_streamed) == (200, True)
        assert next(reply.iter_encoded()) == b":\n\n"
        reply.close()
