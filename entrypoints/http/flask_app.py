"""The table bound to Flask."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final
from uuid import UUID

from flask import Flask, Response, request
from werkzeug.datastructures import Headers
from werkzeug.wsgi import get_input_stream

from parlons.container import Container
from parlons.entrypoints.http.dispatcher import Dispatcher
from parlons.entrypoints.http.endpoint import Endpoint
from parlons.entrypoints.http.environ import request_from

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


class _CompleteResponse(Response):
    """A response whose headers are complete, so that Flask need not go through them again."""

    default_mimetype = None

    def get_wsgi_headers(self, environ: "WSGIEnvironment") -> Headers:  # noqa: ARG002  # as Werkzeug calls it
        return self.headers


_CONVERTERS: Final[Mapping[type, str]] = {int: "int", UUID: "uuid", str: "string"}


def create_app(container: Container) -> Flask:
    """Make a Flask application that serves the container's use cases.

    Each endpoint is a rule of Flask's under its own name, so that hooks and extensions see it.
    """
    app = Flask("parlons", static_folder=None)
    app.url_map.merge_slashes = False
    dispatcher = Dispatcher.of(container)

    def respond(**_identifiers: object) -> Response:
        environ = request.environ
        response = dispatcher.handle(request_from(environ, get_input_stream(environ)))
        body = [response.body] if isinstance(response.body, bytes) else response.body
        answer = _CompleteResponse(body, response.status, list(response.headers))
        answer.call_on_close(response.sent)
        return answer

    for endpoint in dispatcher.endpoints:
        app.add_url_rule(
            _rule(endpoint),
            endpoint.name,
            respond,
            methods=[endpoint.method],
            provide_automatic_options=False,
        )
    for status in (404, 405):  # the dispatcher finds nothing either, and says so in our words
        app.register_error_handler(status, lambda _: respond())
    return app


def _rule(endpoint: Endpoint) -> str:
    """Return the path in the notation of Werkzeug's routing."""
    path = endpoint.path
    for kind in endpoint.identifiers:
        path = path.replace("{", f"<{_CONVERTERS[kind]}:", 1).replace("}", ">", 1)
    return path
