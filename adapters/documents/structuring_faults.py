"""What is wrong with a document that a class refuses."""

from collections.abc import Callable, Iterator
from typing import TypeAlias, get_origin

import attrs
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ClassValidationError,
    IterableValidationNote,
)

from parlons.adapters.documents.faults import fault_at, fault_below
from parlons.application.ports.codec import Fault, InvalidDocumentError

_Steps: TypeAlias = tuple[str | int, ...]
_Rename: TypeAlias = Callable[[str], str]


def faults_of(error: Exception, rename: _Rename, steps: _Steps = ()) -> Iterator[Fault]:
    """Yield what the error says, or all that it groups."""
    if isinstance(error, InvalidDocumentError):
        yield from (fault_below(steps, fault) for fault in error.faults)
    elif isinstance(error, BaseValidationError):
        for each in error.exceptions:
            step = _step(each, rename)
            if step is None and isinstance(error, ClassValidationError):
                yield _refusal(each, error.cl, rename, steps)
            else:
                yield from faults_of(each, rename, steps if step is None else (*steps, step))
    else:
        yield fault_at(steps, _message(error))


def _step(error: Exception, rename: _Rename) -> str | int | None:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return rename(note.name)
        if isinstance(note, IterableValidationNote):
            return note.index
    return None


def _refusal(error: Exception, class_: type, rename: _Rename, steps: _Steps) -> Fault:
    """Tell why the class refuses its fields' values.

    A message that begins with the name of a field is about that field.
    """
    message = _message(error)
    word, _, rest = message.partition(" ")
    name = word.strip("':")
    if name in {each.name for each in attrs.fields(get_origin(class_) or class_)}:
        return fault_at((*steps, rename(name)), rest)
    return fault_at(steps, message)


def _message(error: Exception) -> str:
    if isinstance(error, KeyError):
        return "is missing"
    return str(error.args[0]) if error.args else type(error).__name__
