"""What cron expressions mean."""

from collections.abc import Iterator

from parlons.adapters.injection.extras import extra
from parlons.application.ports.cron import ICron


def cron() -> Iterator[ICron]:
    """Expressions as croniter reads them."""
    with extra("worker", "the schedules"):
        from parlons.adapters.scheduling.croniter_cron import CroniterCron

    yield CroniterCron()
