"""How much goes on in the installation."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from attrs import define, field

from parlons.application.ports.clock import IClock
from parlons.application.ports.telemetry import ITelemetry, LoadSeen
from parlons.application.ports.unit_of_work import IReadSession, IUnitOfWork
from parlons.application.spending.allowances import Allowances
from parlons.domain.spending.adaptation import Load, projected, share
from parlons.domain.spending.period import Period
from parlons.domain.spending.plan import Plan
from parlons.domain.spending.scope import INSTALLATION

LATELY: Final = timedelta(minutes=1)
"""Failures are looked at for as long."""

_FEW: Final = 5
_FRESH: Final = timedelta(seconds=1)


@define
class LoadWatch:
    """Looks at most once a second; `places` is how many calls may be under way at once.

    Fewer than five calls in the last minute say nothing about errors.
    """

    unit_of_work: IUnitOfWork
    allowances: Allowances
    clock: IClock
    telemetry: ITelemetry
    places: int
    _lock: Lock = field(factory=Lock, init=False, repr=False)
    _seen: tuple[datetime, Load] | None = field(default=None, init=False)

    def load(self) -> Load:
        """Return what went on when it was last looked at."""
        with self._lock:
            now = self.clock.now()
            if self._seen is None or not now - _FRESH < self._seen[0] <= now:
                with self.unit_of_work.read() as session:
                    self._seen = now, self._look(session, now)
                    self._tell(self._seen[1], self.allowances.plans(session))
            return self._seen[1]

    def _look(self, session: IReadSession, now: datetime) -> Load:
        period = Period.at(now)
        calls = session.spending.recent(now - LATELY)
        (budget,) = session.budgets.of((INSTALLATION,), period)
        cap = self.allowances.caps(session, (INSTALLATION,)).get(INSTALLATION)
        return Load(
            in_flight=calls.in_flight / self.places,
            errors=calls.failed / calls.ended if calls.ended >= _FEW else 0.0,
            projected=projected(budget.spent, period, now) / cap if cap else 0.0,
        )

    def _tell(self, load: Load, plans: Sequence[Plan]) -> None:
        ranks = sorted({plan.rank for plan in plans})
        self.telemetry.record(
            LoadSeen(
                in_flight=load.in_flight,
                errors=load.errors,
                projected=load.projected,
                pressure=load.pressure,
                shares={p.name: share(load, ranks.index(p.rank), len(ranks)) for p in plans},
            )
        )
