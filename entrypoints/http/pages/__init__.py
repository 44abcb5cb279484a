"""Pages for operators and developers, which are no part of the API."""

from functools import cache
from typing import Final

import orjson
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from parlons.container import Container
from parlons.entrypoints.http import responses
from parlons.entrypoints.http.endpoint import Endpoint
from parlons.entrypoints.http.message import HttpRequest, HttpResponse
from parlons.entrypoints.http.openapi import openapi_document
from parlons.entrypoints.http.pages.page import Page
from parlons.entrypoints.http.pages.queue_gauges import queue_gauges
from parlons.entrypoints.http.pages.readiness import OK, readiness
from parlons.entrypoints.http.pages.reference import reference_headers, reference_page

_DOCUMENT: Final = (responses.JSON, *responses.ANYBODYS, responses.CLOSED)
_MOMENTARY: Final = (responses.JSON, responses.NOT_KEPT, responses.CLOSED)
_METRICS: Final = (("Content-Type", CONTENT_TYPE_LATEST), responses.NOT_KEPT, responses.CLOSED)


def pages(container: Container) -> tuple[Endpoint, ...]:
    """Make the pages of an installation; the documents are made when first asked for."""

    @cache
    def document() -> bytes:
        return orjson.dumps(openapi_document(container))

    @cache
    def reference() -> bytes:
        return reference_page(openapi_document(container))

    def openapi(request: HttpRequest) -> HttpResponse:
        return responses.revalidated(request, _DOCUMENT, document())

    def docs(request: HttpRequest) -> HttpResponse:
        return responses.revalidated(request, reference_headers(), reference())

    def home(_: HttpRequest) -> HttpResponse:
        return HttpResponse(302, (("Location", "/docs"), responses.NOT_KEPT), b"")

    def liveness(_: HttpRequest) -> HttpResponse:
        return HttpResponse(200, _MOMENTARY, b'{"status":"alive"}')

    def ready(_: HttpRequest) -> HttpResponse:
        parts = readiness(container)
        status = 200 if parts["database"] == OK else 503
        return HttpResponse(status, _MOMENTARY, orjson.dumps(parts))

    def metrics(_: HttpRequest) -> HttpResponse:
        return HttpResponse(200, _METRICS, generate_latest() + queue_gauges(container))

    return (
        Page("home", "/", home),
        Page("openapi", "/openapi.json", openapi),
        Page("docs", "/docs", docs),
        Page("liveness", "/healthz", liveness),
        Page("readiness", "/readyz", ready),
        Page("metrics", "/metrics", metrics),
    )
