"""A table as a file."""

from typing import ClassVar

from attrs import field, frozen


@frozen
class CsvFile:
    """Comma-separated values (RFC 4180) in UTF-8."""

    media_type: ClassVar = "text/csv"

    content: bytes = field(repr=False)
