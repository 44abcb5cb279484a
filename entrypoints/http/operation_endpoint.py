"""An operation of the table, ready to answer requests."""

from collections.abc import Callable, Generator, Mapping
from contextlib import ExitStack
from http import HTTPStatus
from typing import Final, TypeAlias

import orjson

from parlons.application.ports.codec import ICodec
from parlons.application.ports.speech import Recording
from parlons.container import Container
from parlons.domain.identity.principal import VISITOR, Principal
from parlons.entrypoints.http import responses
from parlons.entrypoints.http.admission import Admission, Cap
from parlons.entrypoints.http.authentication import authenticate
from parlons.entrypoints.http.call import Call
from parlons.entrypoints.http.csv_file import CsvFile
from parlons.entrypoints.http.decoding import decode
from parlons.entrypoints.http.endpoint import Endpoint, Exchange
from parlons.entrypoints.http.event_stream import StreamPosition, Written
from parlons.entrypoints.http.json_body import read_json
from parlons.entrypoints.http.message import HttpRequest, HttpResponse
from parlons.entrypoints.http.operation import Operation
from parlons.entrypoints.http.parameters import Parameters, refuse_parameters
from parlons.entrypoints.http.problem import Problem
from parlons.entrypoints.http.refusing import problem_of, refusal_of
from parlons.entrypoints.http.streams import Streams

Reader: TypeAlias = Callable[[HttpRequest], object]

_READ: Final = (responses.JSON, *responses.OWN, responses.CLOSED)
_DONE: Final = (responses.JSON, responses.NOT_KEPT, responses.CLOSED)
# What follows is there a moment later.
_BEGUN: Final = (*_DONE, ("Retry-After", "1"))


class OperationEndpoint(Endpoint):
    """Authenticates, decodes, calls and encodes; looks up once what every request needs."""

    def __init__(
        self,
        operation: Operation,
        container: Container,
        admissions: Mapping[Cap, Admission],
        streams: Streams,
    ) -> None:
        self.name = operation.id
        self.method = operation.method
        self.path = operation.path
        self.identifiers = tuple(operation.identifiers.values())
        self._operation = operation
        self._open = operation.open
        self._container = container
        self._admission = None if operation.cap is None else admissions[operation.cap]
        self._streams = streams
        self._codec = container.http_codec()
        self._readers = _readers(operation, self._codec, container.settings().max_body_bytes)
        self._headers = _BEGUN if operation.status == HTTPStatus.ACCEPTED else _DONE
        self._event_names = {**operation.events, Problem: "error"}

    def respond(self, exchange: Exchange) -> HttpResponse:
        """Answer with what the operation returns."""
        request = exchange.request
        principal = VISITOR if self._open else self._authenticated(request)
        if self._operation.query is None:
            refuse_parameters(request)
        given = {name: read(request) for name, read in self._readers}
        call = Call(self._container, principal, exchange.request_id)
        with ExitStack() as stay:
            if self._admission is not None:
                stay.enter_context(self._admission.admitted(principal.user_id))
            result = self._operation.function(call, *exchange.identifiers, **given)
            if self._operation.events:
                events = _with_problem(result, exchange)
                stream = self._streams.open(events, self._write, stay.pop_all().close)
                return responses.stream(stream)
        if isinstance(result, Recording | CsvFile):
            return responses.file(request, result.media_type, result.content)
        if self._operation.status == HTTPStatus.NO_CONTENT:
            return HttpResponse(204, (responses.NOT_KEPT, responses.CLOSED), b"")
        body = orjson.dumps(self._codec.encode(result))
        if self.method == "GET":
            return responses.revalidated(request, _READ, body)
        return HttpResponse(self._operation.status, self._headers, body)

    def _authenticated(self, request: HttpRequest) -> Principal:
        return authenticate(request, self._container.token_issuer())

    def _write(self, event: object) -> Written:
        if isinstance(event, StreamPosition):
            return "", b"", event.number
        data = orjson.dumps(self._codec.encode(event))
        number = 0 if isinstance(event, Problem) else getattr(event, "number", None)
        return self._event_names[type(event)], data, number


def _readers(
    operation: Operation, codec: ICodec, max_body_bytes: int
) -> tuple[tuple[str, Reader], ...]:
    readers: dict[str, Reader] = {}
    if operation.query is not None:
        readers["query"] = Parameters(operation.query, codec).from_query
    if operation.headers is not None:
        readers["headers"] = Parameters(operation.headers, codec).from_headers
    if operation.body is not None:
        body = operation.body
        readers["body"] = lambda request: decode(codec, read_json(request, max_body_bytes), body)
    return tuple(readers.items())


def _with_problem(
    events: Generator[object, None, None], exchange: Exchange
) -> Generator[object, None, None]:
    """End a stream that fails with the problem, because its status has been sent already."""
    try:
        yield from events
    except Exception as error:  # noqa: BLE001  # told and logged by refusal_of
        yield problem_of(refusal_of(error), exchange.request.path, exchange.request_id)
