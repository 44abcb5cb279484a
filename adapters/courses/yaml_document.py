"""A YAML text as JSON, with the line of everything in it."""

from collections.abc import Iterator, Mapping
from typing import Final

import yaml
from attrs import define, field, frozen
from yaml.reader import Reader

from parlons.adapters.courses.plain_scalar import plain_scalar
from parlons.application.ports.codec import Json, json_pointer

MAX_DEPTH: Final = 12
MAX_KEY: Final = 60

# libyaml's parser is fifteen times as fast, but PyYAML can be built without it.
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@frozen
class YamlFault:
    """What is wrong in one line (from 1)."""

    line: int
    message: str


class YamlError(Exception):
    """The text cannot be read any further than the fault's line."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.fault = YamlFault(line, message)


@frozen
class YamlDocument:
    """The content, and by JSON pointer (RFC 6901) the line in which each part of it begins.

    `faults` are mistakes that leave the rest readable, such as a key given twice.
    """

    content: Json
    lines: Mapping[str, int]
    faults: tuple[YamlFault, ...]

    def line(self, pointer: str) -> int:
        """Return the line of a part, or of the smallest part around it that is there."""
        while pointer not in self.lines:
            pointer = pointer.rpartition("/")[0]
        return self.lines[pointer]


def read_yaml(text: str) -> YamlDocument:
    """Read one document of data; raises `YamlError`.

    Nothing is ever constructed but dicts, lists, texts, numbers, booleans and None. Aliases are a
    fault, because a few lines of them can stand for gigabytes; tags are one, too.
    """
    unprintable = Reader.NON_PRINTABLE.search(text)
    if unprintable:
        line = text.count("\n", 0, unprintable.start()) + 1
        raise YamlError(line, f"the character {unprintable.group()!a} is not allowed")
    try:
        return _Reading(yaml.parse(text, Loader=_LOADER)).document()
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(error, text) from error


@define
class _Reading:
    """One pass over the parser's events."""

    _events: Iterator[yaml.Event]
    _lines: dict[str, int] = field(factory=dict, init=False)
    _faults: list[YamlFault] = field(factory=list, init=False)

    def document(self) -> YamlDocument:
        next(self._events)  # the start of the stream
        content = None
        if isinstance(next(self._events), yaml.DocumentStartEvent):
            content = self._value(next(self._events), "")
            next(self._events)  # the end of the document
            another = next(self._events)
            if not isinstance(another, yaml.StreamEndEvent):
                self._fault(another, "a file holds one document, and this begins another")
        return YamlDocument(content, {"": 1} | self._lines, tuple(self._faults))

    def _value(self, event: yaml.Event, pointer: str, depth: int = 0) -> Json:
        self._lines.setdefault(pointer, _line(event))
        if depth > MAX_DEPTH:
            raise YamlError(_line(event), f"nested more than {MAX_DEPTH} levels deep")
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag:
            self._fault(event, f"tags ({event.tag}) are not read")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(pointer, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(pointer, depth)
        if isinstance(event, yaml.ScalarEvent):
            return plain_scalar(event.value) if event.implicit[0] else event.value
        self._fault(event, "aliases (*name) are not read: write the value out")
        return None

    def _mapping(self, pointer: str, depth: int) -> dict[str, Json]:
        members: dict[str, Json] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event)
            place = pointer + json_pointer([key])
            if key in members:
                self._fault(event, f"{key} is given twice, first in line {self._lines[place]}")
            self._lines.setdefault(place, _line(event))
            members.setdefault(key, self._value(next(self._events), place, depth + 1))
        return members

    def _key(self, event: yaml.Event) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise YamlError(_line(event), "a key must be a text")
        if len(event.value) > MAX_KEY:
            raise YamlError(_line(event), f"a key must have at most {MAX_KEY} characters")
        return str(event.value)

    def _sequence(self, pointer: str, depth: int) -> list[Json]:
        items: list[Json] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(event, f"{pointer}/{len(items)}", depth + 1))
        return items

    def _fault(self, event: yaml.Event, message: str) -> None:
        self._faults.append(YamlFault(_line(event), message))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _syntax_error(error: yaml.MarkedYAMLError, text: str) -> YamlError:
    lines = text.split("\n")
    mark, context = error.problem_mark, error.context_mark
    line = min(mark.line + 1, len(lines)) if mark else 1
    if lines[line - 1].lstrip(" ").startswith("\t"):
        return YamlError(line, "indented with a tab: use spaces")
    message = f"{error.problem} {error.context or ''}".rstrip()
    if context and context.line + 1 < line:
        message += f" that begins in line {context.line + 1}"
    if message.startswith("mapping values"):
        message += ": put a text that holds ': ' in quotes"
    return YamlError(line, message)
