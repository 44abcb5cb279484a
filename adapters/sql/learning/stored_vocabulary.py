"""Vocabulary entries as they are stored."""

import json
from collections.abc import Sequence
from typing import Any, Final

from parlons.adapters.sql.query import names_of
from parlons.application.ports.codec import ICodec
from parlons.domain.learning.vocabulary_entry import VocabularyEntry

ENTRY: Final = names_of(VocabularyEntry)
"""The columns of an entry, in the order of its fields."""

_DOCUMENTS: Final = ("translations", "variants", "forms")


def vocabulary_entry(codec: ICodec, values: Sequence[Any]) -> VocabularyEntry:
    """Make an entry of the values of its columns."""
    document = dict(zip(ENTRY, values, strict=True))
    for name in _DOCUMENTS:
        document[name] = json.loads(document[name])
    return codec.decode(document, VocabularyEntry)
