"""How a schema is put to a server."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from openai.types.shared_params import ResponseFormatJSONSchema

from parlons.domain.tutoring.completion import ReplySchema

_LONGEST_NAME: Final = 64
_STRICT: Final = frozenset(
    {
        "$defs",
        "$ref",
        "additionalProperties",
        "anyOf",
        "const",
        "description",
        "enum",
        "exclusiveMaximum",
        "exclusiveMinimum",
        "items",
        "maxItems",
        "maximum",
        "minItems",
        "minimum",
        "multipleOf",
        "properties",
        "required",
        "title",
        "type",
    }
)
"""Keywords that OpenAI's strict mode knows ("Structured Outputs", Supported schemas)."""


def response_format(wanted: ReplySchema) -> ResponseFormatJSONSchema:
    """Ask for replies of that schema, held to it strictly where strict mode takes the schema."""
    schema = dict(wanted.schema)
    return {
        "type": "json_schema",
        "json_schema": {
            "name": wanted.name[:_LONGEST_NAME],
            "schema": schema,
            "strict": fits_strict_mode(schema),
        },
    }


def fits_strict_mode(schema: Mapping[str, Any]) -> bool:
    """Say whether it is an object, and every object in it closed and every property required."""
    return schema.get("type") == "object" and all(map(_is_strict, _parts(schema)))


def _is_strict(part: object) -> bool:
    if not isinstance(part, Mapping) or not part.keys() <= _STRICT:
        return False
    if part.get("type") != "object" and "properties" not in part:
        return True
    names = part.get("properties", {}).keys()
    return part.get("additionalProperties") is False and names == set(part.get("required", ()))


def _parts(schema: object) -> Iterator[object]:
    """Yield the schema and all that are in it."""
    yield schema
    if not isinstance(schema, Mapping):
        return
    inner = [*schema.get("properties", {}).values(), *schema.get("$defs", {}).values()]
    inner += schema.get("anyOf", ())
    inner += [schema["items"]] if "items" in schema else []
    for each in inner:
        yield from _parts(each)
