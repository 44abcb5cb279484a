"""Documents held against their schema."""

from collections.abc import Iterator
from itertools import chain, islice

from parlons.adapters.documents.faults import MAX_FAULTS, fault_at
from parlons.adapters.documents.plain_json import foreign_parts
from parlons.adapters.documents.schema_faults import faults_of
from parlons.adapters.injection.extras import extra
from parlons.application.ports.codec import Fault, Json


class SchemaChecker:
    """A schema compiled once; any number of threads may use it."""

    def __init__(self, schema: Json) -> None:
        with extra("json", "checking documents"):
            from jsonschema_rs import Draft202012Validator

        self._validator = Draft202012Validator(schema, validate_formats=True)

    def faults(self, document: Json) -> tuple[Fault, ...]:
        """Return what is wrong with the document, 100 faults at most.

        What JSON does not have goes first: a validator takes it for something else.
        """
        try:
            if self._validator.is_valid(document):
                return ()
            told: Iterator[Fault] = chain.from_iterable(
                map(faults_of, self._validator.iter_errors(document))
            )
        except (ValueError, RecursionError):
            told = iter([fault_at((), "is not JSON")])
        foreign = tuple(islice(foreign_parts(document), MAX_FAULTS))
        return foreign or tuple(islice(told, MAX_FAULTS))
