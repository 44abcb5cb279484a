"""A codec made of cattrs and JSON Schema."""

from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any, TypeVar, cast

from attrs import define, evolve, field, frozen
from cattrs import Converter

from parlons.adapters.documents.converter import make_converter
from parlons.adapters.documents.dialect import Checked, Published
from parlons.adapters.documents.faults import MAX_FAULTS
from parlons.adapters.documents.schema import Schemas
from parlons.adapters.documents.schema_checker import SchemaChecker
from parlons.adapters.documents.structuring_faults import faults_of
from parlons.adapters.documents.style import Style
from parlons.application.ports.codec import ICodec, InvalidDocumentError, Json

_T = TypeVar("_T")


@frozen
class _Reader:
    """What it takes to read one type."""

    structure: Callable[[Json, Any], Any]
    checker: SchemaChecker | None


@define
class CattrsCodec(ICodec):
    """Writes and reads domain classes in one style; any number of threads may use it.

    `names` gives unions a name in schemas. What reading a type takes is made once.
    """

    style: Style
    names: Mapping[Any, str] = field(factory=dict)
    _converter: Converter = field(init=False)
    _readers: dict[Any, _Reader] = field(factory=dict, init=False)

    @_converter.default
    def _make_converter(self) -> Converter:
        return make_converter(self.style)

    def encode(self, value: object) -> Json:
        """Return the value as JSON; a date and time without zone raises `ValueError`."""
        return self._converter.unstructure(value)

    def decode(self, document: Json, type_: type[_T]) -> _T:
        reader = self._readers.get(type_) or self._readers.setdefault(type_, self._reader(type_))
        if reader.checker and (faults := reader.checker.faults(document)):
            raise InvalidDocumentError(faults)
        try:
            return cast(_T, reader.structure(document, type_))
        except Exception as error:  # whatever a class raises that refuses its values
            found = islice(faults_of(error, self.style.rename), MAX_FAULTS)
            raise InvalidDocumentError(tuple(found)) from error

    def schema(self, *types: object) -> Mapping[str, Json]:
        """Return JSON Schemas by name; the first is that of the first type.

        Raises `TypeError` for a type without a name or without a schema.
        """
        schemas = self._schemas(self.style, Published())
        for type_ in types:
            if "$ref" not in schemas.of(type_):
                raise TypeError(f"{type_!r} has no name")
        return schemas.definitions

    def _reader(self, type_: Any) -> _Reader:
        checker = self._checker(type_) if self.style.checked else None
        return _Reader(self._converter.get_structure_hook(type_), checker)

    def _checker(self, type_: Any) -> SchemaChecker:
        schemas = self._schemas(evolve(self.style, definitions="#/$defs/"), Checked())
        schema = schemas.of(type_)
        if schemas.written_only:
            raise TypeError(f"{', '.join(schemas.written_only)}: written only, never read")
        return SchemaChecker({**schema, "$defs": schemas.definitions})

    def _schemas(self, style: Style, dialect: Published) -> Schemas:
        return Schemas(style, self.names, self.encode, dialect)
