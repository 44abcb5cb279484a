"""The JSON Schema that a model is sent: the shape of a reply, in keywords that providers share.

OpenAI's strict mode wants every property required and no object open, and knows `anyOf` but not
`oneOf`; llama.cpp makes a grammar of it, in which bounds of texts and patterns take long or fail.
"""

from collections.abc import Mapping
from typing import Any, Final

from parlons.application.ports.codec import Json

_DEFINITIONS: Final = "#/$defs/"
_SHAPE: Final = (
    "type",
    "description",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "minItems",
    "maxItems",
    "minimum",
    "maximum",
    "enum",
    "const",
    "anyOf",
    "$ref",
)


def reply_schema(definitions: Mapping[str, Json]) -> Json:
    """Return one schema made of definitions, the first of which is that of the reply."""
    shapes = {name: _shape(each) for name, each in definitions.items()}
    root, *_ = shapes.values()
    used: dict[str, Json] = {}
    _gather(root, shapes, used)
    return {**root, "$defs": used} if used else root


def _gather(schema: Json, shapes: Mapping[str, Json], used: dict[str, Json]) -> None:
    """Add the definitions that the schema leads to."""
    if isinstance(schema, list):
        for each in schema:
            _gather(each, shapes, used)
    elif isinstance(schema, dict):
        name = str(schema.get("$ref", "")).removeprefix(_DEFINITIONS)
        if name in shapes and name not in used:
            used[name] = shapes[name]
            _gather(shapes[name], shapes, used)
        for each in schema.values():
            _gather(each, shapes, used)


def _shape(schema: Json) -> Json:
    kept: dict[str, Any] = {key: schema[key] for key in _SHAPE if key in schema}
    if "const" in kept:
        kept["type"] = "string"  # a tag; some servers take no schema without a type
    if branches := schema.get("oneOf") or schema.get("anyOf"):
        kept["anyOf"] = list(map(_shape, branches))
    if "items" in schema:
        kept["items"] = _shape(schema["items"])
    if "properties" in schema:
        kept["properties"] = _properties(schema["properties"])
        kept["required"] = list(kept["properties"])
    return kept


def _properties(properties: Mapping[str, Json]) -> Json:
    """Leave out what has a default of its own: that is for people to decide, not for a model."""
    return {name: _shape(each) for name, each in properties.items() if not each.get("default")}
