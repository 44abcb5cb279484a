"""Values brought to the form that a schema wants, where they can be meant in one way only."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from attrs import frozen

from parlons.application.ports.codec import Json

_NUMBER: Final = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?")
_TRUTH: Final = {"true": True, "false": False}
_DEFINITIONS: Final = "#/$defs/"
_MAX_ITEMS: Final = 1000
_EXACT: Final = 2**53


@frozen
class Coercion:
    """Knows the definitions of a reply's schema, the first of which is that of the reply.

    It changes how a value is written, never which: no text is cut, no number moved into bounds, no
    option guessed. What still does not fit is left for the checker to refuse. Unknown fields are
    dropped unless they may be parts of texts whose quotes were misread.
    """

    definitions: Mapping[str, Json]
    drops_unknown: bool = True

    def reply(self, document: Json) -> Json:
        """Return the document as an object of the first definition."""
        schema = next(iter(self.definitions.values()))
        if isinstance(document, list):
            document = _unlisted(document, schema)
        return self._fitted(document, schema)

    def _fitted(self, value: Json, schema: Json) -> Json:
        schema = self._resolved(value, schema)
        if value is None:
            return None
        if "enum" in schema or "const" in schema:
            return _member(value, schema.get("enum") or [schema["const"]])
        types = schema.get("type")
        for name in [types] if isinstance(types, str) else types or []:
            if name in _FORMS:
                return _FORMS[name](self, value, schema)
        return value

    def _resolved(self, value: Json, schema: Json) -> Json:
        """Follow references, and choose the branch that the value names by its `type`."""
        while "$ref" in schema:
            schema = self.definitions[schema["$ref"].removeprefix(_DEFINITIONS)]
        branches = [each for each in schema.get("anyOf", ()) if each != {"type": "null"}]
        if len(branches) == 1:
            return self._resolved(value, branches[0])
        tags = {
            name: self.definitions[reference.removeprefix(_DEFINITIONS)]
            for name, reference in schema.get("discriminator", {}).get("mapping", {}).items()
        }
        tag = _renamed(value, ["type"]).get("type") if isinstance(value, dict) else None
        return tags.get(_member(tag, list(tags)), {}) if tags else schema

    def _object(self, value: Json, schema: Json) -> Json:
        if not isinstance(value, dict) or "properties" not in schema:
            return value
        properties = _properties(schema)
        named = _renamed(value, list(properties))
        fitted = {
            name: self._fitted(each, properties[name])
            for name, each in named.items()
            if not _stands_for_nothing(each, properties[name])
        }
        return fitted if self.drops_unknown else fitted | _unknown(value, named)

    def _array(self, value: Json, schema: Json) -> Json:
        items = value if isinstance(value, list) else [value]
        return [self._fitted(each, schema["items"]) for each in items[:_MAX_ITEMS]] + items[
            _MAX_ITEMS:
        ]


def _properties(schema: Json) -> Mapping[str, Json]:
    properties: Mapping[str, Json] = schema.get("properties", {})
    return properties


def _unlisted(document: list[Json], schema: Json) -> Json:
    """Return the object that a list of one is, or the object whose one required list it is."""
    (name, *others) = schema["required"]
    is_object = len(document) == 1 and isinstance(document[0], dict)
    if is_object and name in document[0]:
        return document[0]
    if not others and _properties(schema)[name].get("type") == "array":
        return {name: document}
    return document[0] if is_object else document


def _stands_for_nothing(value: Json, schema: Json) -> bool:
    """Say whether null, or a blank text, is written where a field could have been left out."""
    if "default" not in schema:
        return False
    is_blank = isinstance(value, str) and not value.strip()
    return value is None or (is_blank and schema["default"] is None)


def _unknown(value: Mapping[str, Json], named: Mapping[str, Json]) -> dict[str, Json]:
    plain = set(map(_plain, named))
    return {name: each for name, each in value.items() if _plain(name[:100]) not in plain}


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())


def _renamed(value: Mapping[str, Json], names: list[str]) -> dict[str, Json]:
    """Return the fields known, those by a name in another case included, if no two collide."""
    by_plain = {_plain(name): name for name in names}
    known = {name: value[name] for name in names if name in value}
    for name, each in value.items():
        target = by_plain.get(_plain(name[:100]))
        if target is not None:
            known.setdefault(target, each)
    return known


def _member(value: Json, members: list[Any]) -> Json:
    if value in members or not isinstance(value, str):
        return value
    found = [each for each in members if _plain(str(each)) == _plain(value[:100])]
    return found[0] if len(found) == 1 else value


def _number(_: Coercion, value: Json, __: Json) -> Json:
    is_number = isinstance(value, str) and _NUMBER.fullmatch(value.strip())
    return json.loads(value) if is_number else value


def _boolean(_: Coercion, value: Json, __: Json) -> Json:
    return _TRUTH.get(value.strip().casefold(), value) if isinstance(value, str) else value


def _text(_: Coercion, value: Json, __: Json) -> Json:
    return str(value) if type(value) is int and abs(value) < _EXACT else value


_FORMS: Final[Mapping[str, Callable[[Coercion, Json, Json], Json]]] = {
    "object": Coercion._object,  # noqa: SLF001  # its own methods, by name
    "array": Coercion._array,  # noqa: SLF001  # its own methods, by name
    "number": _number,
    "integer": _number,
    "boolean": _boolean,
    "string": _text,
}
