"""Keyset pagination: a page ends where its cursor says the next one begins."""

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from typing import Final, Generic, Protocol, TypeVar

from attrs import field, frozen
from attrs.validators import max_len, optional

from parlons.application.ports.codec import Json
from parlons.domain import fields
from parlons.domain.errors import InvalidInputError

MAX_LIMIT: Final = 100

_LAST: Final = 2**63 - 1


class _Placed(Protocol):
    """A member with an id, which is its own for ever, and a position, which may change."""

    @property
    def id(self) -> int: ...

    @property
    def position(self) -> int: ...


_T = TypeVar("_T")
_Key = TypeVar("_Key")
_Member = TypeVar("_Member", bound=_Placed)


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
    last: int = _LAST,
) -> Page[_T]:
    """Fetch a page by `fetch(after, limit)`; `key` gives the number that members are sorted by.

    That is `last` at most.
    `listing` names the list, so that a cursor of another one is refused with `InvalidInputError`.
    """

    def read(after: Json) -> int:
        return _number(after, last)

    return page_by(request, listing, lambda after, limit: fetch(after or 0, limit), key, read)


def page_in_order(
    request: PageRequest, listing: str, fetch: Callable[[int, int], tuple[_Member, ...]]
) -> Page[_Member]:
    """Fetch a page of members that have a position, by `fetch(after, limit)`, like `page_of`.

    Others may be put before them from one page to the next: a page begins after the member that
    ended the one before, wherever that is by then.
    """

    def following(after: tuple[int, int] | None, limit: int) -> tuple[_Member, ...]:
        if after is None:
            return fetch(0, limit)
        position, member_id = after
        found = fetch(position - 1, limit + 1)
        if found and found[0].id == member_id:
            return found[1:]
        places = {each.id: each.position for each in fetch(0, _LAST)}
        return fetch(places.get(member_id, position - 1), limit)

    return page_by(
        request, listing, following, lambda member: [member.position, member.id], _read_place
    )


def page_by(
    request: PageRequest,
    listing: str,
    fetch: Callable[[_Key | None, int], tuple[_T, ...]],
    write: Callable[[_T], Json],
    read: Callable[[Json], _Key],
) -> Page[_T]:
    """Fetch a page of a list with keys of any kind, like `page_of`.

    `write` gives a member's key as JSON, and `read` makes a key of that or raises `ValueError`,
    `TypeError`, `KeyError` or `OverflowError`; the first page is fetched after None.
    """
    after = None if request.cursor is None else _decode(request.cursor, listing, read)
    found = fetch(after, request.limit + 1)
    items = found[: request.limit]
    more = len(found) > request.limit
    return Page(items=items, next_cursor=_encode(write(items[-1]), listing) if more else None)


def _read_place(written: Json) -> tuple[int, int]:
    position, member_id = written
    if _number(position) == 0:
        raise ValueError(written)
    return position, _number(member_id)


def _number(written: Json, last: int = _LAST) -> int:
    if isinstance(written, bool) or not isinstance(written, int) or not 0 <= written <= last:
        raise ValueError(written)
    return written


def _encode(after: Json, listing: str) -> str:
    return urlsafe_b64encode(json.dumps([listing, after]).encode()).decode().rstrip("=")


def _decode(cursor: str, listing: str, read: Callable[[Json], _Key]) -> _Key:
    try:
        name, after = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if name == listing:
            return read(after)
    except (binascii.Error, ValueError, TypeError, KeyError, OverflowError) as error:
        raise _refused() from error
    raise _refused()


def _refused() -> InvalidInputError:
    return InvalidInputError("the cursor is not one that this list gave out", "/cursor")
