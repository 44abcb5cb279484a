"""Query parameters and headers, read as one object each."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Final, Generic, TypeVar
from urllib.parse import parse_qsl

from parlons.application.ports.codec import Fault, ICodec, Json, json_pointer
from parlons.entrypoints.http.decoding import decode
from parlons.entrypoints.http.message import HttpRequest
from parlons.entrypoints.http.naming import header_case
from parlons.entrypoints.http.problem import INVALID, MALFORMED, Refusal

_T = TypeVar("_T")

_INTEGER: Final = re.compile(r"-?[0-9]{1,18}")
_MAX_PARAMETERS: Final = 50


class Parameters(Generic[_T]):
    """Reads texts as a class; one is turned into a number where the schema wants a number."""

    def __init__(self, type_: type[_T], codec: ICodec) -> None:
        properties = next(iter(codec.schema(type_).values()))["properties"]
        self._type = type_
        self._codec = codec
        self._headers = {header_case(name).lower(): name for name in properties}
        self._numbers = {name for name, schema in properties.items() if _takes_integer(schema)}

    @cached_property
    def _defaults(self) -> _T:
        return self._read({})

    def from_query(self, request: HttpRequest) -> _T:
        """Return what the query says; raises `Refusal` with every fault."""
        return self._read(_query(request.query)) if request.query else self._defaults

    def from_headers(self, request: HttpRequest) -> _T:
        """Return what the headers of the class say; raises `Refusal` with every fault."""
        headers = request.headers
        sent = {name: headers[each] for each, name in self._headers.items() if each in headers}
        return self._read(sent)

    def _read(self, texts: Mapping[str, str]) -> _T:
        document = {name: self._value(name, text) for name, text in texts.items()}
        return decode(self._codec, document, self._type)

    def _value(self, name: str, text: str) -> Json:
        return int(text) if name in self._numbers and _INTEGER.fullmatch(text) else text


def refuse_parameters(request: HttpRequest) -> None:
    """Raise `Refusal` where a query is sent and none is read."""
    if request.query:
        names = _query(request.query)
        faults = tuple(Fault(json_pointer([name]), "is not a known field") for name in names)
        raise Refusal(INVALID, "this operation takes no query", faults=faults)


def _query(query: str) -> Mapping[str, str]:
    try:
        pairs = parse_qsl(
            query, keep_blank_values=True, errors="strict", max_num_fields=_MAX_PARAMETERS
        )
    except ValueError as error:
        raise Refusal(MALFORMED, f"the query cannot be read: {error}") from error
    names = [name for name, _ in pairs]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        faults = tuple(Fault(json_pointer([name]), "is given more than once") for name in repeated)
        raise Refusal(INVALID, "a parameter is given more than once", faults=faults)
    return dict(pairs)


def _takes_integer(schema: Mapping[str, Json]) -> bool:
    return "integer" in schema.get("type", ())
