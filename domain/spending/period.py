"""The stretch of time that a budget is for."""

import calendar
import re
from datetime import UTC, datetime, timedelta
from typing import Final

from attrs import frozen

from parlons.domain import fields

_MONTH: Final = fields.Pattern(r"[0-9]{4}-(?:0[1-9]|1[0-2])", "must be a month, such as 2026-04")


@frozen(order=True)
class Period:
    """A calendar month in UTC, named like 2026-04; the same for everybody, wherever they are."""

    name: str

    def __attrs_post_init__(self) -> None:
        if not re.fullmatch(_MONTH.regex, self.name):
            raise ValueError(f"a period {_MONTH.rule}")

    @classmethod
    def at(cls, instant: datetime) -> "Period":
        """Return the period in which an aware instant lies."""
        return cls(instant.astimezone(UTC).strftime("%Y-%m"))

    @property
    def begin(self) -> datetime:
        """Its first instant."""
        return datetime.strptime(self.name, "%Y-%m").replace(tzinfo=UTC)

    @property
    def end(self) -> datetime:
        """The first instant after it, at which budgets begin anew."""
        _, days = calendar.monthrange(self.begin.year, self.begin.month)
        return self.begin + timedelta(days=days)

    def elapsed(self, now: datetime) -> float:
        """Return the share of it (0 to 1) that is over."""
        share = (now - self.begin) / (self.end - self.begin)
        return min(max(share, 0.0), 1.0)
