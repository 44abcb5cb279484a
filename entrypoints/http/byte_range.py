"""Parts of a representation (RFC 9110, section 14)."""

import re
from typing import Final, NoReturn

from attrs import frozen

from parlons.entrypoints.http.problem import RANGE_NOT_SATISFIABLE, Refusal

_RANGE: Final = re.compile(r"([0-9]*)-([0-9]*)")
_LONGEST_NUMBER: Final = 18  # digits, as for lengths of bodies


@frozen
class ByteRange:
    """The bytes from `first` to `last`, both included and counted from 0."""

    first: int
    last: int


def byte_range(header: str | None, size: int) -> ByteRange | None:
    """Return which of `size` bytes (above 0) are asked for, None for all.

    All are sent where there is no header, where it is malformed or has another unit, and where it
    asks for several ranges, which the server may ignore. Raises `Refusal` where the range lies
    beyond the end.
    """
    unit, _, ranges = (header or "").partition("=")
    wanted = [each.strip(" \t") for each in ranges.split(",") if each.strip(" \t")]
    found = _RANGE.fullmatch(wanted[0]) if len(wanted) == 1 else None
    if unit.strip(" \t").lower() != "bytes" or found is None or wanted == ["-"]:
        return None
    first, last = map(_number, found.groups())
    if first is None:
        length = last or 0
        return _within(max(0, size - length), size - 1, size) if length else _beyond(size)
    if last is not None and last < first:
        return None
    return _within(first, size - 1 if last is None else min(last, size - 1), size)


def _number(digits: str) -> int | None:
    if len(digits) > _LONGEST_NUMBER:
        return 10**_LONGEST_NUMBER
    return int(digits) if digits else None


def _within(first: int, last: int, size: int) -> ByteRange:
    return ByteRange(first, last) if first < size else _beyond(size)


def _beyond(size: int) -> NoReturn:
    detail = f"the range lies beyond the {size} bytes that there are"
    raise Refusal(RANGE_NOT_SATISFIABLE, detail, headers=(("Content-Range", f"bytes */{size}"),))
