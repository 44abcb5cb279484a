"""What the annotation of a field says."""

from collections.abc import Mapping
from functools import reduce
from operator import or_
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

import attrs


def fields_of(class_: Any) -> tuple["attrs.Attribute[Any]", ...]:
    """Return the fields of an attrs class, with type variables bound: `Page[Lesson]`."""
    origin = get_origin(class_) or class_
    attrs.resolve_types(origin)
    bound = dict(zip(getattr(origin, "__parameters__", ()), get_args(class_), strict=False))
    return tuple(each.evolve(type=_bind(each.type, bound)) for each in attrs.fields(origin))


def _bind(type_: Any, bound: Mapping[Any, Any]) -> Any:
    if isinstance(type_, TypeVar):
        return bound.get(type_, type_)
    variables = getattr(type_, "__parameters__", ())
    return type_[tuple(bound.get(each, each) for each in variables)] if variables else type_


def members(type_: Any) -> tuple[Any, ...]:
    """Return the members of a union without None; another type is its own only member."""
    if get_origin(type_) not in (Union, UnionType):
        return (type_,)
    return tuple(each for each in get_args(type_) if each is not NoneType)


def is_nullable(type_: Any) -> bool:
    """Say whether the type is a union with None."""
    return NoneType in get_args(type_) and members(type_) != (type_,)


def without_none(type_: Any) -> Any:
    """Return what is left of a union when None is taken away."""
    return reduce(or_, members(type_))


def tag(class_: Any) -> str | None:
    """Return what `type` is in the JSON of a tagged class; None for any other."""
    found = getattr(get_origin(class_) or class_, "TYPE", None)
    return found if isinstance(found, str) else None


def by_tag(union: Any) -> dict[str, Any]:
    """Return the members of a union by their tags, or nothing unless each one is tagged."""
    found = members(union)
    tagged = {name: class_ for class_ in found if (name := tag(class_)) is not None}
    return tagged if len(found) == len(tagged) > 1 else {}
