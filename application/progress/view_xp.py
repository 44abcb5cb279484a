"""See what one's points were given for."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar

from attrs import define, frozen

from parlons.application.paging import FIRST_PAGE, Page, PageRequest, page_by
from parlons.application.ports.clock import IClock
from parlons.application.ports.codec import Json
from parlons.application.ports.ledger import LedgerPlace
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.progress.ledger import LedgerEntry
from parlons.domain.progress.xp_rule import XpRule

_WEEK = timedelta(days=6)


@frozen(kw_only=True)
class PointsOfDay:
    """The points of one day of the learner's calendar."""

    day: date
    points: int


@frozen(kw_only=True)
class XpEntry:
    """Points for one thing, and when they were earned."""

    rule: XpRule
    source: str
    points: int
    earned_at: datetime
    local_date: date


@frozen(kw_only=True)
class XpView:
    """The sum of all points, those of the last seven days, and a page of what they were for."""

    total: int
    today: int
    days: tuple[PointsOfDay, ...]
    entries: Page[XpEntry]


@define
class ViewXp:
    """The latest comes first."""

    permission: ClassVar = Permission.READ_COURSES

    unit_of_work: IUnitOfWork
    clock: IClock

    def __call__(self, principal: Principal, page: PageRequest = FIRST_PAGE) -> XpView:
        """Return points as of today in the zone of the account."""
        principal.require(self.permission)
        user_id, today = principal.user_id, principal.local_date(self.clock.now())
        with self.unit_of_work.read() as session:
            points = session.ledger.points_by_day(user_id, today - _WEEK)
            entries = page_by(
                page,
                "xp",
                lambda before, limit: session.ledger.latest(user_id, before, limit),
                _written,
                _place,
            )
            return XpView(
                total=session.ledger.total(user_id),
                today=points.get(today, 0),
                days=_days(points, today),
                entries=Page(
                    items=tuple(map(_entry, entries.items)), next_cursor=entries.next_cursor
                ),
            )


def _days(points: Mapping[date, int], today: date) -> tuple[PointsOfDay, ...]:
    days = (today - _WEEK + timedelta(days=after) for after in range(7))
    return tuple(PointsOfDay(day=day, points=points.get(day, 0)) for day in days)


def _entry(entry: LedgerEntry) -> XpEntry:
    return XpEntry(
        rule=entry.rule,
        source=entry.source,
        points=entry.points,
        earned_at=entry.moment.at,
        local_date=entry.moment.local_date,
    )


def _written(entry: LedgerEntry) -> Json:
    return [entry.moment.at.isoformat(), entry.rule, entry.source]


def _place(written: Json) -> LedgerPlace:
    written_at, rule, source = written
    at = datetime.fromisoformat(written_at)
    if at.tzinfo is None or not isinstance(source, str) or not source.isprintable():
        raise ValueError(written)
    return at.astimezone(UTC), XpRule(rule), source
