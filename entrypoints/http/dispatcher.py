"""From a request to its response, whichever web framework carries them."""

from collections.abc import Callable
from functools import partial
from typing import Final

from attrs import define
from structlog.contextvars import bind_contextvars, reset_contextvars

from parlons.application.ports.codec import ICodec
from parlons.container import Container
from parlons.entrypoints.http import responses
from parlons.entrypoints.http.admission import admissions
from parlons.entrypoints.http.compression import compressed
from parlons.entrypoints.http.cors import Cors
from parlons.entrypoints.http.endpoint import Endpoint, Exchange
from parlons.entrypoints.http.message import HttpRequest, HttpResponse
from parlons.entrypoints.http.observation import Observation
from parlons.entrypoints.http.operation_endpoint import OperationEndpoint
from parlons.entrypoints.http.operations import OPERATIONS
from parlons.entrypoints.http.pages import pages
from parlons.entrypoints.http.problem import METHOD_NOT_ALLOWED, UNKNOWN_ADDRESS, Refusal
from parlons.entrypoints.http.refusing import problem_of, refusal_of
from parlons.entrypoints.http.request_id import request_id_of
from parlons.entrypoints.http.router import Methods, Router
from parlons.entrypoints.http.streams import Streams

_COMMON: Final = (("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"))
_WITHOUT_BODY: Final = (204, 304)


@define
class Dispatcher:
    """Answers every request, also one that asks for nothing there is."""

    endpoints: tuple[Endpoint, ...]
    router: Router
    codec: ICodec
    cors: Cors

    @classmethod
    def of(cls, container: Container) -> "Dispatcher":
        """Make ready to answer with a container's use cases."""
        settings = container.settings()
        caps = admissions(settings.streams, settings.replies_per_user)
        streams = Streams(settings.streams)
        operations = [OperationEndpoint(each, container, caps, streams) for each in OPERATIONS]
        endpoints = (*operations, *pages(container))
        cors = Cors(frozenset(settings.cors_origins))
        return cls(endpoints, Router(endpoints), container.http_codec(), cors)

    def handle(self, request: HttpRequest) -> HttpResponse:
        """Answer a request; an error is answered with a problem, never raised."""
        observation = Observation()
        request_id = request_id_of(request)
        bound = bind_contextvars(request_id=request_id)
        try:
            methods, identifiers = self.router.match(request.path)
            endpoint = methods.get("GET" if request.method == "HEAD" else request.method)
            exchange = Exchange(request, identifiers, request_id)
            try:
                respond = endpoint.respond if endpoint else self._without(methods)
                response = respond(exchange)
            except Exception as error:  # noqa: BLE001  # refusal_of logs what nobody foresaw
                response = self._refuse(refusal_of(error), exchange)
        finally:
            reset_contextvars(**bound)
        note = observation.end(endpoint, request.method, response.status, request_id)
        return self._complete(response, exchange, note)

    def _without(self, methods: Methods) -> Callable[[Exchange], HttpResponse]:
        """Return what answers where no endpoint has the method."""
        if not methods:
            return _no_such_address
        allowed = [*methods, *(["HEAD"] if "GET" in methods else []), "OPTIONS"]
        return partial(self._other_method, ", ".join(sorted(allowed)))

    def _other_method(self, allowed: str, exchange: Exchange) -> HttpResponse:
        allow = ("Allow", allowed)
        if exchange.request.method != "OPTIONS":
            detail = f"{exchange.request.path} takes {allowed}"
            raise Refusal(METHOD_NOT_ALLOWED, detail, headers=(allow,))
        return HttpResponse(204, (allow, *self.cors.preflight(exchange.request, allowed)), b"")

    def _refuse(self, refusal: Refusal, exchange: Exchange) -> HttpResponse:
        problem = problem_of(refusal, exchange.request.path, exchange.request_id)
        document = self.codec.encode(problem)
        return responses.problem(problem.status, document, refusal.headers)

    def _complete(
        self, response: HttpResponse, exchange: Exchange, sent: Callable[[], None]
    ) -> HttpResponse:
        response = compressed(exchange.request, response)
        headers = (
            *response.headers,
            *_COMMON,
            ("X-Request-Id", exchange.request_id),
            *self.cors.headers(exchange.request),
        )
        body = response.body
        if isinstance(body, bytes) and response.status not in _WITHOUT_BODY:
            headers = (*headers, ("Content-Length", str(len(body))))
            body = b"" if exchange.request.method == "HEAD" else body
        return HttpResponse(response.status, headers, body, sent)


def _no_such_address(exchange: Exchange) -> HttpResponse:
    raise Refusal(UNKNOWN_ADDRESS, f"there is nothing at {exchange.request.path}")
