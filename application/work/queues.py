"""The queues and schedules there are besides those of consumers."""

from typing import Final

from parlons.domain.work.schedule import Schedule

JOBS: Final = "jobs"
"""Work that somebody has asked for and that takes long."""

UPKEEP: Final = "upkeep"
"""Work that nobody waits for."""

FORGET_WORK: Final = "forget-work"
RECOUNT_PATH: Final = "recount-path"

SCHEDULES: Final = (
    Schedule(name="forget-work-daily", cron="17 3 * * *", queue=UPKEEP, kind=FORGET_WORK),
)
