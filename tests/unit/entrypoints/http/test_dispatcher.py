"""Every request is answered, and every answer has what it must have."""

import logging
from unittest import mock

import pytest
from structlog.contextvars import get_contextvars
from tests.support.api import Api, settings, token
from tests.support.broken_unit_of_work import BrokenUnitOfWork

from parlons.application.ports.unit_of_work import StorageUnavailableError
from parlons.container import Container
from parlons.entrypoints.http.dispatcher import Dispatcher

PATHS = "/api/learning-paths"


def broken(error: Exception) -> Api:
    container = Container(settings=settings(), unit_of_work=BrokenUnitOfWork(error))
    return Api(Dispatcher.of(container), token(container))


def test_a_problem_says_what_where_and_in_which_request(learner: Api):
    reply = learner.send("GET", "/api/lessons/99", headers={"x-request-id": "mine-1"})
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json() == {
        "type": "/docs#not-found",
        "title": "There is no such thing",
        "status": 404,
        "detail": "there is no lesson 99",
        "instance": "/api/lessons/99",
        "requestId": "mine-1",
        "errors": [],
        "unmet": [],
        "resetsAt": None,
    }


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_parameter_that_nobody_reads_is_refused(learner: Api, method: str):
    assert learner.send(method, "/api/user?verbose=1").status == 422
    assert learner.send("GET", "/api/user?").status == 200


def test_an_unknown_address_is_not_found(visitor: Api):
    reply = visitor.send("GET", "/api/é\n")
    assert (reply.status, reply.json()["type"]) == (404, "/docs#unknown-address")
    assert reply.json()["instance"] == "/api/%C3%A9%0A"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "post", "<script>"])
def test_another_method_is_told_which_there_are(visitor: Api, method: str):
    reply = visitor.send(method, PATHS)
    assert (reply.status, reply.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


def test_options_tells_the_methods(visitor: Api):
    reply = visitor.send("OPTIONS", "/api/auth/login")
    assert (reply.status, reply.headers["allow"], reply.body) == (204, "OPTIONS, POST", b"")
    assert visitor.send("OPTIONS", "/nowhere").status == 404


def test_head_is_get_without_the_body(learner: Api):
    get, head = (learner.send(method, PATHS) for method in ("GET", "HEAD"))
    assert (head.status, head.body) == (200, b"")
    del get.headers["x-request-id"], head.headers["x-request-id"]
    assert head.headers == get.headers
    assert get.headers["content-length"] == str(len(get.body))


def test_a_request_without_id_gets_one_of_its_own(visitor: Api):
    ids = {visitor.send("GET", "/healthz").headers["x-request-id"] for _ in range(2)}
    assert len(ids) == 2


@pytest.mark.parametrize("given", ["", "a b", "a" * 129, "a\nb", "é"])
def test_an_id_that_is_not_fit_for_a_log_is_replaced(visitor: Api, given: str):
    reply = visitor.send("GET", "/healthz", headers={"x-request-id": given})
    assert reply.headers["x-request-id"] != given


def test_every_response_is_hardened(visitor: Api, learner: Api):
    for reply in (
        visitor.send("GET", PATHS),
        visitor.send("GET", "/docs"),
        visitor.send("GET", "/nowhere"),
        learner.send("GET", PATHS),
        learner.send("POST", "/api/tutor/messages", json={"text": "Hello"}),
    ):
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["referrer-policy"] == "no-referrer"
        assert "frame-ancestors 'none'" in reply.headers["content-security-policy"]
        assert "default-src 'none'" in reply.headers["content-security-policy"]


def test_what_is_somebodys_own_is_kept_by_nobody_else(learner: Api):
    reply = learner.send("GET", PATHS)
    assert (reply.headers["cache-control"], reply.headers["vary"]) == (
        "private, no-cache",
        "Authorization, Accept-Encoding",
    )
    asked = learner.send("POST", "/api/tutor/messages", json={"text": "Hello"})
    assert asked.headers["cache-control"] == "no-store"


def test_what_the_caller_has_is_not_sent_again(learner: Api):
    tag = learner.send("GET", PATHS).headers["etag"]
    for condition in (tag, f'"other", W/{tag}', "*"):
        reply = learner.send("GET", PATHS, headers={"if-none-match": condition})
        assert (reply.status, reply.body, reply.headers["etag"]) == (304, b"", tag)
        assert "content-length" not in reply.headers
    assert learner.send("GET", PATHS, headers={"if-none-match": '"other"'}).status == 200


def test_an_unexpected_error_is_logged_and_not_told(caplog: pytest.LogCaptureFixture):
    reply = broken(RuntimeError("password=hunter2")).send("GET", PATHS)
    assert (reply.status, reply.json()["type"]) == (500, "/docs#unexpected-error")
    assert b"hunter2" not in reply.body
    [record] = [each for each in caplog.records if each.levelno == logging.ERROR]
    assert record.exc_info is not None
    assert str(record.exc_info[1]) == "password=hunter2"


def test_without_the_database_the_caller_is_asked_to_come_back():
    error = StorageUnavailableError("no database at postgresql://secret-host")
    reply = broken(error).send("GET", PATHS)
    assert (reply.status, reply.json()["type"]) == (503, "/docs#unavailable")
    assert int(reply.headers["retry-after"]) > 0
    assert b"secret-host" not in reply.body


def test_every_request_has_one_line_in_the_log(learner: Api, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.INFO)
    learner.send("GET", "/api/lessons/99")
    learner.send("GET", "/made/up")
    lines = [each for each in caplog.records if each.message == "request"]
    assert [(each.method, each.route, each.status, each.ms) for each in lines] == [
        ("GET", "/api/lessons/{lessonId}", 404, mock.ANY),
        ("GET", None, 404, mock.ANY),
    ]


def test_the_id_is_bound_to_every_line_of_its_request_only(container: Container, learner: Api):
    bound = []
    use_case = mock.Mock(side_effect=lambda *_, **__: bound.append(get_contextvars()))
    with container.list_learning_paths.override(use_case):
        learner.send("GET", PATHS, headers={"x-request-id": "mine"})
    assert bound == [{"request_id": "mine"}]
    assert get_contextvars() == {}
