"""What is wrong with a document that does not fit its schema."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from parlons.adapters.documents.facets import anchored
from parlons.adapters.documents.faults import DATE, INSTANT, fault_at
from parlons.application.ports.codec import Fault, Json
from parlons.domain import fields
from parlons.domain.identity.user import ADDRESS

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

_TYPES: Final = {
    "object": "an object",
    "array": "an array",
    "string": "a string",
    "integer": "an integer",
    "number": "a number",
    "boolean": "a boolean",
    "null": "null",
}
_FOUND: Final[Mapping[type, str]] = {
    dict: "an object",
    list: "an array",
    str: "a string",
    bool: "a boolean",
    type(None): "null",
}
_FORMATS: Final = {"date": DATE, "date-time": INSTANT, "uuid": "must be a UUID"}
_PATTERNS: Final = {
    anchored(pattern.regex): pattern.rule
    for pattern in (fields.PLAIN_TEXT, fields.WORDS, fields.SLUG, fields.LANGUAGE_TAG, ADDRESS)
}


def _misfit(found: Json, types: list[str]) -> str:
    wanted = " or ".join(_TYPES[name] for name in sorted(types, key="null".__eq__))
    return f"must be {wanted}, not {_FOUND.get(type(found), found)}"


def _text(value: Json) -> str:
    return "null" if value is None else str(value)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


# Texts are not repeated in messages: they may be long, and they may be passwords.
_MESSAGES: Final[Mapping[str, Callable[[Json, Any], str]]] = {
    "type": _misfit,
    "const": lambda _, value: f"must be {value}",
    "enum": lambda _, values: f"must be one of {', '.join(map(_text, values))}",
    "minimum": lambda found, limit: f"{found} is less than the minimum of {limit}",
    "maximum": lambda found, limit: f"{found} is greater than the maximum of {limit}",
    "exclusiveMinimum": lambda found, limit: f"{found} is not greater than {limit}",
    "exclusiveMaximum": lambda found, limit: f"{found} is not less than {limit}",
    "minLength": lambda _, limit: f"must have at least {_count(limit, 'character')}",
    "maxLength": lambda _, limit: f"must have at most {_count(limit, 'character')}",
    "minItems": lambda _, limit: f"must have at least {_count(limit, 'item')}",
    "maxItems": lambda _, limit: f"must have at most {_count(limit, 'item')}",
    "minProperties": lambda _, limit: f"must have at least {_count(limit, 'field')}",
    "maxProperties": lambda _, limit: f"must have at most {_count(limit, 'field')}",
    "uniqueItems": lambda _, __: "must not repeat an item",
    "format": lambda _, name: _FORMATS.get(name, f"must be a {name}"),
    "pattern": lambda _, pattern: _PATTERNS.get(pattern, f"must match {pattern}"),
}


def faults_of(error: "ValidationError") -> Iterator[Fault]:
    """Tell what the error says; each unknown field is a fault of its own."""
    keyword, steps = error.kind.name, error.instance_path
    if keyword == "additionalProperties":
        for name in error.kind.value:
            yield fault_at([*steps, name], "is not a known field")
    elif keyword == "required":
        yield fault_at([*steps, error.kind.value], "is missing")
    elif keyword in _MESSAGES:
        yield fault_at(steps, _MESSAGES[keyword](error.instance, error.kind.value))
    else:
        yield fault_at(steps, f"breaks the rule {keyword}")
