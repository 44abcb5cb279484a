"""Keyset pagination: a page ends where its cursor says the next one begins."""

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final, Generic, Protocol, TypeVar

from attrs import field, frozen
from attrs.validators import max_len, optional

from parlons.application.ports.codec import Json
from parlons.domain import fields
from parlons.domain.errors import InvalidInputError

MAX_LIMIT: Final = 100

_LAST: Final = 2**63 - 1
_IDS: Final = (2, 3, 4)
_FOLLOWING: Final = 1


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
    request: PageRequest,
    listing: str,
    fetch: Callable[[int, int], tuple[_Member, ...]],
    positions: Callable[[Collection[int]], Mapping[int, int]],
) -> Page[_Member]:
    """Fetch a page of members that have a position, by `fetch(after, limit)`, like `page_of`.

    Others may be put before them or taken away from one page to the next: a page begins after the
    member that ended the one before, wherever that is by then. `positions` tells that of ids that
    are still there. Whatever is taken away, nothing is left out: where so many are gone that it is
    not known how far the learner was, members come again.
    """
    place = None if request.cursor is None else _decode(request.cursor, listing, _Place.read)
    after = 0 if place is None else place.after(positions(place.ids))
    found = fetch(after, request.limit + 1)
    return _cut(request, listing, found, lambda items: _Place.at(items, place).ids)


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
    return _cut(request, listing, found, lambda items: write(items[-2]))


def _cut(
    request: PageRequest, listing: str, found: tuple[_T, ...], write: Callable[[Sequence[_T]], Json]
) -> Page[_T]:
    """Make a page of what was found; `write` makes a cursor of it and of the one that follows."""
    if len(found) <= request.limit:
        return Page(items=found)
    return Page(items=found[:-1], next_cursor=_encode(write(found), listing))


@frozen
class _Place:
    """The end of a page by the ids of members around it, the most telling first.

    These are its last one, the one that follows, the last but one and the end of the page before.
    """

    ids: Sequence[int]

    @classmethod
    def at(cls, found: Sequence[_Placed], before: "_Place | None") -> "_Place":
        """Return the place of the last but one of those found."""
        *earlier, last, following = (each.id for each in found)
        start = before.ids[:1] if before else ()
        return cls([last, following, *earlier[-1:], *start])

    @classmethod
    def read(cls, written: Json) -> "_Place":
        """Read the ids; raises `ValueError`."""
        if not isinstance(written, list) or len(written) not in _IDS:
            raise ValueError(written)
        return cls([_number(each) for each in written])

    def after(self, positions: Mapping[int, int]) -> int:
        """Return the position to go on after."""
        for index, member_id in enumerate(self.ids):
            if member_id in positions:
                return positions[member_id] - (index == _FOLLOWING)
        return 0


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
