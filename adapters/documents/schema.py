"""JSON Schema 2020-12 from attrs classes, their fields and validators.

One schema of a class is right for writing it and for reading it, because a class that a boundary
can read back is written with just the fields it is read with. A field with a default may be left
out by whoever writes to us, so it is not required; we always write it. A class with fields that
this boundary hides or derives can only be written: its schema requires every field, and is open,
because nobody sends it. Every other schema is closed: an unknown field is a mistake.

Not in the schema, but checked by the codec: rules across fields, validators without a keyword, and
that integers lie within 2**53, where every JSON reader is exact (RFC 7493).
"""

from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, Final, get_args, get_origin
from uuid import UUID

import attrs
from attrs import NOTHING, Attribute, define, field

from parlons.adapters.documents.annotations import (
    by_tag,
    fields_of,
    is_nullable,
    tag,
    without_none,
)
from parlons.adapters.documents.description import described
from parlons.adapters.documents.dialect import Published
from parlons.adapters.documents.facets import constrained
from parlons.adapters.documents.style import Style
from parlons.application.ports.codec import Json

_SCALARS: Final[Mapping[Any, Json]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    UUID: {"type": "string", "format": "uuid"},
}


@define
class Schemas:
    """Collects the schemas of types and of all they refer to, by name.

    `names` has the names of unions; a union without one is written where it is used. `encode`
    turns defaults into JSON. `written_only` names the classes that the boundary cannot read.
    """

    style: Style
    names: Mapping[Any, str]
    encode: Callable[[object], Json]
    dialect: Published
    definitions: dict[str, Json] = field(factory=dict, init=False)
    written_only: list[str] = field(factory=list, init=False)
    _types: dict[str, Hashable] = field(factory=dict, init=False)

    def of(self, type_: Any) -> Json:
        """Return the type's schema or a reference to it; raises `TypeError` if there is none."""
        if type_ in _SCALARS:
            return dict(_SCALARS[type_])
        if is_nullable(type_):
            return self.dialect.nullable(self.of(without_none(type_)))
        if by_tag(type_):
            named = type_ in self.names
            return self._refer(type_, self._union) if named else self._union(type_)
        if isinstance(type_, type) and issubclass(type_, Enum):
            return self._refer(type_, self._enumeration)
        if attrs.has(type_):
            return self._refer(type_, self._object)
        return self._collection(type_)

    def _refer(self, type_: Any, build: Callable[[Any], Json]) -> Json:
        name = self._name(type_)
        if self._types.setdefault(name, type_) != type_:
            raise TypeError(f"{type_!r} and {self._types[name]!r} are both called {name}")
        if name not in self.definitions:
            self.definitions[name] = {}  # its place, for a type that refers to itself
            self.definitions[name] = build(type_)
        return {"$ref": self.style.definitions + name}

    def _name(self, type_: Any) -> str:
        if type_ in self.names:
            return self.names[type_]
        class_ = get_origin(type_) or type_
        if not isinstance(class_, type):
            raise TypeError(f"{type_!r} has no name")
        name = "".join(map(self._name, get_args(type_))) + class_.__name__
        return name[0].upper() + name[1:]

    def _union(self, type_: Any) -> Json:
        references = {name: self.of(class_)["$ref"] for name, class_ in by_tag(type_).items()}
        return self.dialect.union(references)

    def _enumeration(self, type_: type[Enum]) -> Json:
        values = [member.value for member in type_]
        return {**described(type_), **self.dialect.enumeration(values)}

    def _collection(self, type_: Any) -> Json:
        match get_origin(type_), get_args(type_):
            case (origin, (item, end)) if origin is tuple and end is ...:
                return {"type": "array", "items": self.of(item)}
            case (origin, (item,)) if origin is frozenset:
                return {"type": "array", "items": self.of(item), "uniqueItems": True}
            case (origin, (key, value)) if origin in (dict, Mapping) and key is str:
                return {"type": "object", "additionalProperties": self.of(value)}
        raise TypeError(f"there is no JSON Schema for {type_!r}")

    def _object(self, class_: Any) -> Json:
        fields = fields_of(class_)
        shown = [each for each in fields if self.style.writes(each)]
        tagged = {} if tag(class_) is None else {"type": {"const": tag(class_)}}
        schema: Json = {
            "type": "object",
            **described(class_, {each.name: self.style.rename(each.name) for each in fields}),
            "properties": tagged
            | {self.style.rename(each.name): self._property(each) for each in shown},
        }
        if all(map(self.style.can_read, fields)):
            schema["additionalProperties"] = False
            shown = [each for each in shown if each.default is NOTHING]
        else:
            self.written_only.append(self._name(class_))
        schema["required"] = [*tagged, *(self.style.rename(each.name) for each in shown)]
        return schema

    def _property(self, attribute: "Attribute[Any]") -> Json:
        schema = constrained(self.of(attribute.type), attribute.validator)
        schema = self.dialect.of_field(schema)
        if not attribute.init:
            return {**schema, "readOnly": True}
        default: Any = attribute.default
        make = getattr(default, "factory", None)
        if default is NOTHING or (make and default.takes_self):
            return schema
        return {**schema, "default": self.encode(make() if make else default)}
