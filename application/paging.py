"""Keyset pagination: a page ends where its cursor says the next one begins."""

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from typing import Final, Generic, TypeVar

from attrs import field, frozen
from attrs.validators import max_len, optional

from parlons.domain import fields
from parlons.domain.errors import InvalidInputError

_T = TypeVar("_T")

MAX_LIMIT: Final = 100


@frozen(kw_only=True)
class PageRequest:
    """Up to `limit` members, beginning after the page that gave the `cursor`."""

    limit: int = field(default=20, validator=fields.between(1, MAX_LIMIT))
    cursor: str | None = field(default=None, validator=optional(max_len(200)))


FIRST_PAGE: Final = PageRequest()


@frozen(kw_only=True)
class Page(Generic[_T]):
    """Members in order; `next_cursor` is None on the last page."""

    items: tuple[_T, ...]
    next_cursor: str | None = None


def page_of(
    request: PageRequest,
    listing: str,
    fetch: Callable[[int, int], tuple[_T, ...]],
    key: Callable[[_T], int],
    last: int = 2**63 - 1,
) -> Page[_T]:
    """Fetch a page by `fetch(after, limit)`; `key` gives the number that members are sorted by.

    That is `last` at most.
    `listing` names the list, so that a cursor of another one is refused with `InvalidInputError`.
    """
    after = _decode(request.cursor, listing, last) if request.cursor is not None else 0
    found = fetch(after, request.limit + 1)
    items = found[: request.limit]
    more = len(found) > request.limit
    return Page(items=items, next_cursor=_encode(key(items[-1]), listing) if more else None)


def _encode(after: int, listing: str) -> str:
    return urlsafe_b64encode(json.dumps([listing, after]).encode()).decode().rstrip("=")


def _decode(cursor: str, listing: str, last: int) -> int:
    try:
        found = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError) as error:
        raise _refused() from error
    match found:
        case [str(name), int(after)] if name == listing and _is_position(after, last):
            return after
    raise _refused()


def _is_position(after: int, last: int) -> bool:
    return not isinstance(after, bool) and 0 <= after <= last


def _refused() -> InvalidInputError:
    return InvalidInputError("the cursor is not one that this list gave out", "/cursor")
