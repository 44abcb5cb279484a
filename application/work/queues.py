"""The queues and schedules there are besides those of consumers."""

from typing import Final

from parlons.domain.work.schedule import Schedule

JOBS: Final = "jobs"
"""Work that somebody has asked for and that takes long."""

UPKEEP: Final = "upkeep"
"""Work that nobody waits for."""

FORGET_WORK: Final = "forget-work"
RECOUNT_PATH: Final = "recount-path"
SWEEP_HOLDS: Final = "sweep-holds"
TELL_BUDGET: Final = "tell-budget"

SCHEDULES: Final = (
    Schedule(name="forget-work-daily", cron="17 3 * * *", queue=UPKEEP, kind=FORGET_WORK),
    Schedule(name="sweep-holds-each-minute", cron="* * * * *", queue=UPKEEP, kind=SWEEP_HOLDS),
)
