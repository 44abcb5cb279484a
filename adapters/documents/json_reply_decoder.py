"""Model replies that are meant to be JSON, or plain text."""

import json
import re
from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import Any, Final, TypeVar, cast

from attrs import define, evolve, field

from parlons.adapters.documents.coercion import Coercion
from parlons.adapters.documents.json_mending import mended
from parlons.adapters.documents.open_ends import breaks_off, whole_part
from parlons.adapters.documents.reply_schema import reply_schema
from parlons.adapters.documents.salvaging import Salvage
from parlons.application.ports.codec import Fault, ICodec, InvalidDocumentError, Json
from parlons.application.ports.reply_decoder import (
    MAX_REPLY_LENGTH,
    IReplyDecoder,
    Salvaged,
    UndecodableReplyError,
)
from parlons.domain.tutoring.completion import ReplySchema, readable

_T = TypeVar("_T")

_MAX_STARTS: Final = 100
_MAX_DOCUMENTS: Final = 10
_NO_OBJECT: Final = "the reply holds no JSON object"
_START: Final = re.compile(r"[{\[]")


@define
class JsonReplyDecoder(IReplyDecoder):
    """Takes the first JSON object in a reply that fits, wherever it stands."""

    codec: ICodec
    _coercions: dict[Any, Coercion] = field(factory=dict, init=False)

    def decode(self, text: str, type_: type[_T]) -> _T:
        """Return the reply as a `type_`; raises `UndecodableReplyError`."""
        reply = readable(text).strip()
        if type_ is str:
            return cast(_T, _not_blank(reply))
        _require_short(reply)
        return _first(_objects(reply), lambda document: self.codec.decode(document, type_))

    def repair(self, text: str, type_: type[_T]) -> _T:
        """Return the reply as a `type_`; raises `UndecodableReplyError`."""
        reply = readable(text).strip()
        _require_short(reply)
        if breaks_off(_from_start(reply)):
            raise UndecodableReplyError(("the reply breaks off before its end",))
        documents = self._coerced(type_, _values(reply), _mended(_from_start(reply)))
        return _first(documents, lambda each: self.codec.decode(each, type_))

    def salvage(self, text: str, type_: type[_T]) -> Salvaged[_T]:
        """Return the valid part of the reply; raises `UndecodableReplyError`."""
        reply = readable(text).strip()
        _require_short(reply)
        start = _from_start(reply)
        whole = whole_part(start)
        sound = chain(_values(reply), _values(whole))
        documents = self._coerced(type_, sound, _mended(whole, start))
        return _first(documents, lambda each: self._salvaged(each, type_))

    def schema(self, type_: type[object]) -> ReplySchema:
        """Return the shape of the class's JSON, named after the class."""
        name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", type_.__name__).lower()
        return ReplySchema(name=name, schema=reply_schema(self._coercion(type_).definitions))

    def _salvaged(self, document: Json, type_: type[_T]) -> Salvaged[_T]:
        root = next(iter(self._coercion(type_).definitions.values()))
        salvage = Salvage(
            lambda each: self._faults(each, type_),
            frozenset(root["properties"]) - frozenset(root["required"]),
        )
        left = salvage.run(document) if isinstance(document, dict) else document
        return Salvaged(self.codec.decode(left, type_), tuple(salvage.dropped))

    def _faults(self, document: Json, type_: type[object]) -> tuple[Fault, ...]:
        try:
            self.codec.decode(document, type_)
        except InvalidDocumentError as error:
            return error.faults
        return ()

    def _coerced(
        self, type_: type[object], sound: Iterator[Json], mended: Iterator[Json]
    ) -> Iterator[Json]:
        coercion = self._coercion(type_)
        careful = evolve(coercion, drops_unknown=False)
        return chain(map(coercion.reply, sound), map(careful.reply, mended))

    def _coercion(self, type_: Any) -> Coercion:
        found = self._coercions.get(type_)
        return found or self._coercions.setdefault(type_, Coercion(self.codec.schema(type_)))


def _not_blank(text: str) -> str:
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise UndecodableReplyError(("the reply is blank",))
    return text


def _require_short(text: str) -> None:
    if len(text) > MAX_REPLY_LENGTH:
        fault = f"the reply is longer than {MAX_REPLY_LENGTH} characters"
        raise UndecodableReplyError((fault,))


def _first(documents: Iterator[Json], read: Callable[[Json], _T]) -> _T:
    """Return the first document that can be read; else tell why the last one cannot."""
    refusal = UndecodableReplyError((_NO_OBJECT,))
    for document in documents:
        try:
            return read(document)
        except InvalidDocumentError as error:
            refusal = _refusal(error)
    raise refusal


def _from_start(text: str) -> str:
    """Return the text from where an object or a list begins."""
    start = _START.search(text)
    return text[start.start() :] if start else ""


def _objects(text: str, start: str = "{") -> Iterator[Json]:
    """Yield the outermost JSON objects; only so many braces are looked at, to stay quick."""
    decoder = json.JSONDecoder(strict=False)  # models break lines inside texts
    end = 0
    for brace in islice(re.finditer(start, text), _MAX_STARTS):
        if brace.start() >= end:
            try:
                document, end = decoder.raw_decode(text, brace.start())
            except (ValueError, RecursionError):
                continue
            yield document


def _values(text: str) -> Iterator[Json]:
    """Yield the outermost objects and lists that are JSON as they stand."""
    return islice(_objects(text, r"[{\[]"), _MAX_DOCUMENTS)


def _mended(*texts: str) -> Iterator[Json]:
    """Yield what each text is most likely meant to say, and each part of a list of objects."""
    for text in filter(None, texts):
        try:
            document = mended(text)
        except ValueError:
            continue
        yield document
        if isinstance(document, list):
            yield from islice((each for each in document if isinstance(each, dict)), _MAX_DOCUMENTS)


def _refusal(error: InvalidDocumentError) -> UndecodableReplyError:
    return UndecodableReplyError(
        tuple(f"{fault.pointer or '/'}: {fault.message}" for fault in error.faults)
    )
