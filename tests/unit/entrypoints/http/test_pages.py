"""What operators and developers look at."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from tests.support.api import Api, settings
from tests.support.broken_unit_of_work import BrokenUnitOfWork

from parlons.adapters.caches.in_memory_cache_service import InMemoryCacheService
from parlons.adapters.system.fixed_clock import FixedClock
from parlons.application.ports.unit_of_work import StorageUnavailableError
from parlons.container import Container
from parlons.entrypoints.http.dispatcher import Dispatcher
from parlons.entrypoints.http.openapi import openapi_document
from parlons.entrypoints.http.problem import KINDS


def visit(**ports: object) -> Api:
    return Api(Dispatcher.of(Container(settings=settings(), **ports)))


def test_a_process_that_answers_is_alive_whatever_is_broken():
    api = visit(unit_of_work=BrokenUnitOfWork(StorageUnavailableError("gone")))
    assert api.send("GET", "/healthz").status == 200


def test_a_process_with_all_it_needs_is_ready(visitor: Api):
    reply = visitor.send("GET", "/readyz")
    assert (reply.status, reply.json()) == (200, {"database": "ok", "cache": "ok"})


@pytest.mark.parametrize("error", [StorageUnavailableError("secret"), RuntimeError("secret")])
def test_a_missing_database_is_named(error: Exception):
    reply = visit(unit_of_work=BrokenUnitOfWork(error)).send("GET", "/readyz")
    assert (reply.status, reply.json()["cache"]) == (503, "ok")
    assert reply.json()["database"] == "cannot be used; the log says why"


def test_a_missing_cache_is_named_and_no_reason_to_stay_away():
    cache = InMemoryCacheService(FixedClock(), broken=True)
    reply = visit(cache=cache).send("GET", "/readyz")
    assert (reply.status, reply.json()["database"]) == (200, "ok")
    assert reply.json()["cache"] == "cannot be used; the log says why"


def test_a_database_without_our_tables_is_not_ready(tmp_path):
    container = Container(settings=settings(store="sql", data_dir=tmp_path))
    reply = Api(Dispatcher.of(container)).send("GET", "/readyz")
    container.shutdown_resources()
    assert (reply.status, reply.json()["cache"]) == (503, "ok")
    assert "parlons db upgrade" in reply.json()["database"]


def test_metrics_count_requests_by_operation_and_status(visitor: Api):
    def count() -> float:
        found = re.search(
            rb'parlons_http_requests_total\{operation="viewUser",status="401"\} (\S+)',
            visitor.send("GET", "/metrics").body,
        )
        return float(found[1]) if found else 0

    before = count()
    visitor.send("GET", "/api/user")
    assert count() == before + 1


def test_the_description_is_served(container: Container, visitor: Api):
    reply = visitor.send("GET", "/openapi.json")
    assert reply.json() == openapi_document(container)
    unchanged = visitor.send(
        "GET", "/openapi.json", headers={"if-none-match": reply.headers["etag"]}
    )
    assert unchanged.status == 304


def test_the_reference_has_every_operation_type_and_problem(container: Container, visitor: Api):
    page = visitor.send("GET", "/docs").body.decode()
    document = openapi_document(container)
    anchors = set(re.findall(r'\bid="([^"]+)"', page))
    operations = {
        each["operationId"] for path in document["paths"].values() for each in path.values()
    }
    assert operations <= anchors
    assert {f"type-{name}" for name in document["components"]["schemas"]} <= anchors
    assert {kind.slug for kind in KINDS} <= anchors
    assert set(re.findall(r'href="#([^"]+)"', page)) <= anchors


def test_the_reference_needs_nothing_that_its_policy_forbids(visitor: Api):
    reply = visitor.send("GET", "/docs")
    page = reply.body.decode()
    assert page.startswith("<!DOCTYPE html>")
    assert not re.search(r"<script|\bstyle=|\bsrc=|\bon\w+=|https?://", page)
    [style] = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in reply.headers["content-security-policy"]


def test_pages_are_no_part_of_the_api(visitor: Api):
    assert visitor.send("POST", "/healthz").status == 405


def test_the_bare_address_leads_to_the_documentation(visitor: Api):
    reply = visitor.send("GET", "/")
    assert (reply.status, reply.headers["location"]) == (302, "/docs")
