"""The API's description (OpenAPI 3.1), read off the table and the codec's schemas."""

import inspect
from collections.abc import Iterable
from typing import Any, Final

import parlons
from parlons.application.ports.codec import Json
from parlons.container import Container
from parlons.entrypoints.http.operation import Operation
from parlons.entrypoints.http.operation_description import OperationDescriber
from parlons.entrypoints.http.operations import OPERATIONS
from parlons.entrypoints.http.problem import KINDS

_ABOUT: Final = (
    "A language-learning backend with an AI tutor. Register, log in, and send the access token with"
    " every other request. Lists come in pages: ask again with `nextCursor` as `cursor`. A request"
    " that is refused is answered with a problem (RFC 9457)."
)
_BEARER: Final = {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}


def openapi_document(container: Container) -> dict[str, Any]:
    """Return the document; the same table and classes always give the same one."""
    describer = OperationDescriber(container.http_codec())
    paths: dict[str, Json] = {}
    for operation in OPERATIONS:
        methods = paths.setdefault(operation.path, {})
        methods[operation.method.lower()] = describer.describe(operation)
    responses = {kind.slug: describer.refusal(kind) for kind in KINDS}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Parlons",
            "version": parlons.__version__,
            "description": _ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "tags": _tags(OPERATIONS),
        "paths": paths,
        "components": {
            "schemas": dict(sorted(describer.schemas.items())),
            "responses": responses,
            "securitySchemes": _BEARER,
        },
    }


def _tags(operations: Iterable[Operation]) -> list[Json]:
    modules = {each.tag: inspect.getmodule(each.function) for each in operations}
    return [{"name": tag, "description": inspect.getdoc(module)} for tag, module in modules.items()]
