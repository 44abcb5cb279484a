"""An operation as an OpenAPI operation object."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Final
from uuid import UUID

from attrs import define, field

from parlons.application.ports.codec import ICodec, Json
from parlons.entrypoints.http import problem
from parlons.entrypoints.http.naming import header_case
from parlons.entrypoints.http.operation import Operation, path_parameters
from parlons.entrypoints.http.problem import KINDS, Problem, ProblemKind

_NOT_MODIFIED: Final = {"description": "What `If-None-Match` names still holds."}
_ETAG: Final = {"ETag": {"description": "Entity tag (RFC 9110).", "schema": {"type": "string"}}}

_CONTENT_RANGE: Final = {
    "Content-Range": {"description": "Which bytes these are.", "schema": {"type": "string"}}
}
_RANGE: Final = {
    "name": "Range",
    "in": "header",
    "schema": {"type": "string", "examples": ["bytes=0-1023"]},
}


@define
class OperationDescriber:
    """Describes operations, and collects the schemas that they refer to."""

    codec: ICodec
    schemas: dict[str, Json] = field(factory=dict, init=False)

    def describe(self, operation: Operation) -> Json:
        """Return an operation object."""
        described: dict[str, Json] = {
            "operationId": operation.id,
            "tags": [operation.tag],
            "summary": operation.summary,
            "description": "\n\n".join(self._texts(operation)),
            "security": [] if operation.open else [{"bearer": []}],
            "parameters": [
                *_path_parameters(operation),
                *self._parameters("query", operation.query),
                *self._parameters("header", operation.headers),
                *([_RANGE] if operation.file_type else []),
            ],
        }
        if operation.body is not None:
            content = {"schema": self._reference(operation.body), "example": operation.example}
            described["requestBody"] = {"required": True, "content": {"application/json": content}}
        return {**described, "responses": self._responses(operation)}

    def refusal(self, kind: ProblemKind) -> Json:
        """Return a response object for a kind of problem."""
        content = {"application/problem+json": {"schema": self._reference(Problem)}}
        return {"description": f"{kind.title}.", "content": content}

    def _reference(self, type_: object) -> Json:
        found = self.codec.schema(type_)
        self.schemas.update(found)
        return {"$ref": f"#/components/schemas/{next(iter(found))}"}

    def _texts(self, operation: Operation) -> Iterator[str]:
        if operation.description:
            yield operation.description
        for type_ in filter(None, (operation.query, operation.headers)):
            yield next(iter(self.codec.schema(type_).values()))["description"]
        if operation.open:
            yield "Open to visitors."
        elif operation.permission:
            yield f"Needs the permission `{operation.permission}`."

    def _parameters(self, where: str, type_: type | None) -> Iterator[Json]:
        if type_ is None:
            return
        (_, class_), *others = self.codec.schema(type_).items()
        self.schemas.update(others)
        for name, schema in class_["properties"].items():
            required = {"required": True} if name in class_["required"] else {}
            yield {
                "name": header_case(name) if where == "header" else name,
                "in": where,
                **required,
                "schema": _without_null(schema),
            }

    def _responses(self, operation: Operation) -> Json:
        if operation.events:
            events = [self._reference(each) for each in (*operation.events, Problem)]
            content: Json = {"text/event-stream": {"schema": {"oneOf": events}}}
        elif operation.file_type is not None:  # a file, which has no schema in OpenAPI 3.1
            content = {operation.file_type: {}}
        elif operation.status == HTTPStatus.NO_CONTENT:
            content = {}
        else:
            content = {"application/json": {"schema": self._reference(operation.response)}}
        success = {"description": operation.summary} | ({"content": content} if content else {})
        responses = {str(operation.status): success}
        if operation.method == "GET":
            responses = {"200": {**success, "headers": _ETAG}, "304": _NOT_MODIFIED}
        if operation.file_type is not None:
            part = {"description": "The part that `Range` asks for.", "content": content}
            responses |= {"206": {**part, "headers": _ETAG | _CONTENT_RANGE}}
        for kind in _refusals(operation):
            responses[str(kind.status)] = {"$ref": f"#/components/responses/{kind.slug}"}
        return responses


_IDENTIFIERS: Final[Mapping[type, Json]] = {
    int: {"type": "integer", "minimum": 1},
    UUID: {"type": "string", "format": "uuid"},
    str: {"type": "string", "minLength": 1},
}


def _path_parameters(operation: Operation) -> Iterator[Json]:
    for name, kind in operation.identifiers.items():
        yield {"name": name, "in": "path", "required": True, "schema": _IDENTIFIERS[kind]}


def _without_null(schema: Json) -> Json:
    """A parameter is never null: it is left out."""
    kept = {name: value for name, value in schema.items() if (name, value) != ("default", None)}
    match kept:
        case {"type": [kind, "null"]}:
            return {**kept, "type": kind}
        case {"anyOf": [one, {"type": "null"}]}:
            return one
    return kept


def _refusals(operation: Operation) -> list[ProblemKind]:
    """The kinds of problems that the signature tells, and those that it does not."""
    told = {
        problem.MALFORMED: True,
        problem.UNAUTHENTICATED: not operation.open,
        problem.PERMISSION_DENIED: not operation.open and operation.permission,
        problem.NOT_FOUND: path_parameters(operation.path),
        problem.TOO_LARGE: operation.body,
        problem.UNSUPPORTED: operation.body,
        problem.RANGE_NOT_SATISFIABLE: operation.file_type,
        problem.INVALID: True,
        problem.TOO_MANY: operation.cap is not None,
        problem.UNEXPECTED: True,
        problem.UNAVAILABLE: True,
    }
    return [kind for kind in KINDS if told.get(kind) or kind in operation.problems]
