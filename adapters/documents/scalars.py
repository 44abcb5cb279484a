"""Texts, numbers and times in JSON; none of them is converted into another."""

import math
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from cattrs import Converter

from parlons.adapters.documents.faults import DATE, INSTANT
from parlons.adapters.documents.plain_json import NO_UNICODE, is_unicode
from parlons.application.ports.codec import Json

_EXACT_INTEGERS: Final = 2**53  # beyond, JSON readers differ (RFC 7493)


def register_scalars(converter: Converter) -> None:
    """Teach the converter to read and write scalars."""
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(bool, _boolean)
    converter.register_structure_hook(int, _integer)
    converter.register_structure_hook(float, _number)
    converter.register_structure_hook(date, _date)
    converter.register_structure_hook(datetime, _instant)
    converter.register_structure_hook(UUID, lambda value, _: UUID(_text(value)))
    converter.register_structure_hook(StrEnum, lambda value, enumeration: enumeration(value))
    converter.register_unstructure_hook(StrEnum, lambda member: member.value)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(datetime, _rfc3339)
    converter.register_unstructure_hook(UUID, str)


def _text(value: Json, _: object = str) -> str:
    if type(value) is not str:
        raise TypeError("must be a string")
    if not is_unicode(value):
        raise ValueError(NO_UNICODE)
    return value


def _boolean(value: Json, _: object) -> bool:
    if type(value) is not bool:
        raise TypeError("must be a boolean")
    return value


def _integer(value: Json, _: object) -> int:
    if type(value) not in (int, float) or value != int(value):
        raise TypeError("must be an integer")
    if abs(value) >= _EXACT_INTEGERS:
        raise ValueError("must lie between -2**53 and 2**53")
    return int(value)


def _number(value: Json, _: object) -> float:
    if type(value) not in (int, float) or not math.isfinite(value):
        raise TypeError("must be a number")
    return float(value)


def _date(value: Json, _: object) -> date:
    try:
        day = date.fromisoformat(_text(value))
    except ValueError as error:
        raise ValueError(DATE) from error
    if day.isoformat() != value:  # Python reads weeks and more of ISO 8601 than RFC 3339 has
        raise ValueError(DATE)
    return day


def _instant(value: Json, _: object) -> datetime:
    try:
        instant = datetime.fromisoformat(_text(value).upper())
        in_utc = instant.astimezone(UTC)
    except (ValueError, OverflowError) as error:  # beyond the first and last day there is no UTC
        raise ValueError(INSTANT) from error
    if instant.tzinfo is None:
        raise ValueError(INSTANT)
    return in_utc


def _rfc3339(instant: datetime) -> str:
    if instant.tzinfo is None:
        raise ValueError(f"{instant!r} has no time zone")
    return instant.astimezone(UTC).isoformat()
