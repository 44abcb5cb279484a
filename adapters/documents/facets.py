"""attrs validators as keywords of JSON Schema.

A validator that is none of these, such as `fields.time_zone`, has no keyword: only the class itself
holds its fields against it.
"""

import re
from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any, Final

from attrs import validators

from parlons.application.ports.codec import Json
from parlons.domain import fields

_LENGTHS: Final = {"string": "Length", "array": "Items", "object": "Properties"}
_BOUNDS: Final = {
    ">=": "minimum",
    "<=": "maximum",
    ">": "exclusiveMinimum",
    "<": "exclusiveMaximum",
}


def anchored(pattern: str) -> str:
    """Return the pattern that matches whole texts where a schema's patterns match parts."""
    return f"^(?:{pattern})$"


def constrained(schema: Json, validator: Any) -> Json:
    """Return the schema of a field that has the validator, which may be None."""
    if validator is fields.unique:
        return _with(schema, "uniqueItems", value=True)
    rule = _RULES.get(type(validator))
    return rule(schema, validator) if rule else schema


def _with(schema: Json, keyword: str, value: Json) -> Json:
    if keyword in schema:
        raise TypeError(f"two validators of one field both set {keyword}")
    return {**schema, keyword: value}


def _all(schema: Json, rule: Any) -> Json:
    return reduce(constrained, rule._validators, schema)  # noqa: SLF001  # attrs has no other way


def _length(schema: Json, bound: str, limit: int) -> Json:
    noun = next(_LENGTHS[each] for each in _LENGTHS if each in schema["type"])
    return _with(schema, bound + noun, limit) if limit or bound == "max" else schema


def _members(schema: Json, rule: Any) -> Json:
    items = constrained(schema["items"], rule.member_validator)
    return constrained({**schema, "items": items}, rule.iterable_validator)


def _choice(schema: Json, rule: Any) -> Json:
    options = [getattr(option, "value", option) for option in rule.options]
    return _with(schema, "enum", [*options, None] if "null" in schema["type"] else options)


def _regex(schema: Json, rule: Any) -> Json:
    if rule.match_func != rule.pattern.fullmatch or rule.pattern.flags != re.UNICODE:
        raise TypeError(f"JSON Schema cannot say {rule}")
    return _pattern(schema, rule.pattern.pattern)


def _pattern(schema: Json, regex: str) -> Json:
    return _with(schema, "pattern", anchored(regex))


# The validators' classes are private, but what makes them is not.
_RULES: Final[Mapping[type, Callable[[Json, Any], Json]]] = {
    type(validators.and_()): _all,
    type(validators.optional(fields.unique)): lambda schema, rule: constrained(
        schema, rule.validator
    ),
    type(validators.deep_iterable(fields.unique)): _members,
    type(validators.min_len(1)): lambda schema, rule: _length(schema, "min", rule.min_length),
    type(validators.max_len(1)): lambda schema, rule: _length(schema, "max", rule.max_length),
    type(validators.matches_re("")): _regex,
    fields.Pattern: lambda schema, rule: _pattern(schema, rule.regex),
    type(validators.in_(())): _choice,
    type(validators.ge(0)): lambda schema, rule: _with(
        schema, _BOUNDS[rule.compare_op], rule.bound
    ),
}
