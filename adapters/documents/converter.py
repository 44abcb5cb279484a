"""The cattrs converter of one style."""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Any

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from parlons.adapters.documents.annotations import by_tag, fields_of, is_nullable, tag
from parlons.adapters.documents.scalars import register_scalars
from parlons.adapters.documents.style import Style
from parlons.application.ports.codec import Fault, InvalidDocumentError, Json


def make_converter(style: Style) -> Converter:
    """Return a converter between domain values and JSON."""
    converter = Converter(unstruct_collection_overrides={AbstractSet: sorted})
    register_scalars(converter)
    converter.register_structure_hook_factory(attrs.has, partial(_class_reader, style, converter))
    converter.register_unstructure_hook_factory(attrs.has, partial(_class_writer, style, converter))
    converter.register_structure_hook_factory(
        lambda type_: bool(by_tag(type_)), partial(_union_reader, converter)
    )
    return converter


def _class_reader(style: Style, converter: Converter, class_: Any) -> Callable[[Json, Any], Any]:
    renamed: dict[str, Any] = {
        each.name: override(rename=style.rename(each.name))
        for each in fields_of(class_)
        if each.init
    }
    read = make_dict_structure_fn(class_, converter, **renamed)
    name = tag(class_)

    def structure(document: Json, type_: Any) -> Any:
        if _type_of(document) != name and name is not None:
            raise _wrong_type([name])
        return read(document, type_)

    return structure


def _class_writer(style: Style, converter: Converter, class_: Any) -> Callable[[Any], Json]:
    overrides: dict[str, Any] = {
        each.name: override(rename=style.rename(each.name), omit=not style.writes(each))
        for each in fields_of(class_)
    }
    write = make_dict_unstructure_fn(class_, converter, **overrides)
    name = tag(class_)
    return write if name is None else lambda value: {"type": name, **write(value)}


def _union_reader(converter: Converter, union: Any) -> Callable[[Json, Any], Any]:
    classes, nullable = by_tag(union), is_nullable(union)

    def structure(document: Json, _: Any) -> Any:
        if document is None and nullable:
            return None
        name = _type_of(document)
        if name not in classes:
            raise _wrong_type(classes)
        return converter.structure(document, classes[name])

    return structure


def _type_of(document: Json) -> str | None:
    if not isinstance(document, dict):
        raise TypeError("must be an object")
    name = document.get("type")
    return name if isinstance(name, str) else None


def _wrong_type(known: Iterable[str]) -> InvalidDocumentError:
    return InvalidDocumentError((Fault("/type", f"must be one of {', '.join(known)}"),))
