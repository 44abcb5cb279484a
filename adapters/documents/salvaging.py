"""What is left of a document when the parts that do not fit are taken out."""

from collections.abc import Callable
from typing import Final

from attrs import define, field

from parlons.application.ports.codec import Fault, Json, json_pointer, pointer_steps

_MAX_TRIES: Final = 40
_ROUNDS: Final = 3


@define
class Salvage:
    """Takes whole items out of lists and whole optional fields out of the object, nothing less.

    An item of which a part is wrong is not to be trusted in the rest. `faults` tells what is wrong
    with a document; `optional` are the fields that may be missing.
    """

    faults: Callable[[Json], tuple[Fault, ...]]
    optional: frozenset[str]
    dropped: list[str] = field(factory=list)

    def run(self, document: dict[str, Json]) -> Json:
        """Return what is left; whether that fits is for the caller to see."""
        for _ in range(_ROUNDS):
            wrong = self._wrong_fields(document)
            if not wrong:
                break
            for name in wrong:
                document = self._without(document, name)
        return document

    def _wrong_fields(self, document: Json) -> list[str]:
        steps = (pointer_steps(fault.pointer) for fault in self.faults(document))
        named = dict.fromkeys(each[0] for each in steps if each)
        return [name for name in named if name in document]

    def _without(self, document: dict[str, Json], name: str) -> dict[str, Json]:
        if isinstance(document[name], list):
            document = {**document, name: self._kept(document, name)}
            if name not in self._wrong_fields(document):
                return document
        if name not in self.optional:
            return document
        self.dropped.append(json_pointer([name]))
        return {key: value for key, value in document.items() if key != name}

    def _kept(self, document: dict[str, Json], name: str) -> list[Json]:
        """Keep each item that fits beside those kept before it."""
        kept: list[Json] = []
        for index, item in enumerate(document[name]):
            tried = {**document, name: [*kept, item]}
            if index < _MAX_TRIES and name not in self._wrong_fields(tried):
                kept.append(item)
            elif index < _MAX_TRIES:
                self.dropped.append(json_pointer([name, index]))
        if len(document[name]) > _MAX_TRIES:
            self.dropped.append(json_pointer([name, f"{_MAX_TRIES}-"]))
        return kept
