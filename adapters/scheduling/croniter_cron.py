"""Cron by croniter."""

from datetime import UTC, datetime
from typing import Final

from attrs import define
from croniter import CroniterError, croniter

from parlons.application.ports.cron import ICron

_FIELDS: Final = 5


@define
class CroniterCron(ICron):
    """Reads what the usual cron reads, without its extensions for seconds and years."""

    def next_after(self, expression: str, after: datetime) -> datetime:
        if len(expression.split()) != _FIELDS:
            raise ValueError(f"{expression!r} is no cron expression of five fields")
        try:
            found: datetime = croniter(expression, after.astimezone(UTC)).get_next(datetime)
        except (CroniterError, ValueError, TypeError, KeyError) as error:
            raise ValueError(f"{expression!r} is no cron expression: {error}") from error
        return found.astimezone(UTC)
