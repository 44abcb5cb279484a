"""Factories that find by name what they need."""

from collections.abc import Mapping
from typing import Any, Protocol, TypeVar, cast

import attrs
from dependency_injector import containers, providers

_T = TypeVar("_T")


class Make(Protocol):
    """Makes a provider that makes a new instance each time."""

    def __call__(self, class_: type[_T], **others: Any) -> "providers.Factory[_T]":
        """Give each field the provider of its name; `others` are those that are named otherwise."""


def factories(body: Mapping[str, Any], above: type[containers.DeclarativeContainer]) -> Make:
    """Look names up in the body of a container's class, then in the container above it.

    A field without a provider keeps its default; one that has none raises `LookupError`, when the
    class is made.
    """

    def make(class_: type[_T], **others: Any) -> "providers.Factory[_T]":
        known = {**above.providers, **body, **others}
        fields = [each for each in attrs.fields(cast("Any", class_)) if each.init]
        missing = [
            each.alias
            for each in fields
            if each.alias not in known and each.default is attrs.NOTHING
        ]
        if missing:
            raise LookupError(f"{class_} needs {', '.join(missing)}, which no provider is named")
        given = {each.alias: known[each.alias] for each in fields if each.alias in known}
        return providers.Factory(class_, **given)

    return make
