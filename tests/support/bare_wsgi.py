"""The API as a WSGI application (PEP 3333) without a framework, and a way to call it."""

import io
import json
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

from parlons.container import Container
from parlons.entrypoints.http.dispatcher import Dispatcher
from parlons.entrypoints.http.environ import request_from


def bare_wsgi(container: Container) -> Callable[..., Iterable[bytes]]:
    """Bind the table of operations."""
    dispatcher = Dispatcher.of(container)

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        body = io.BytesIO(environ["wsgi.input"].read(length))
        response = dispatcher.handle(request_from(environ, body))
        status = HTTPStatus(response.status)
        start_response(f"{status.value} {status.phrase}", list(response.headers))
        response.sent()
        return [response.body] if isinstance(response.body, bytes) else response.body

    return application


def call(
    application: Callable[..., Iterable[bytes]],
    method: str,
    path: str,
    document: object = None,
    token: str = "",
) -> tuple[str, bytes]:
    """Send a request as a server would, and hold both sides to PEP 3333; return status and body."""
    sent = b"" if document is None else json.dumps(document).encode()
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(sent)),
        "HTTP_AUTHORIZATION": f"Bearer {token}",
        "wsgi.input": io.BytesIO(sent),
    }
    setup_testing_defaults(environ)
    started: list[str] = []
    chunks = validator(application)(environ, lambda status, *_: started.append(status))
    body = b"".join(chunks)
    chunks.close()
    return started[0], body
