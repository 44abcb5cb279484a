"""Stage: not more than the plan allows."""

from attrs import define

from parlons.application.ports.clock import IClock
from parlons.application.ports.rate_limiter import IRateLimiter
from parlons.application.ports.telemetry import ITelemetry, LimitReached
from parlons.application.spending.load_watch import LoadWatch
from parlons.domain.spending.adaptation import share
from parlons.domain.spending.allowance import Allowance
from parlons.domain.spending.refusal import TooManyRequestsError


@define
class Admission:
    """Limits are per user, and shrink under load, those of the lowest plan first."""

    rate_limiter: IRateLimiter
    load_watch: LoadWatch
    clock: IClock
    telemetry: ITelemetry

    def admit(self, allowance: Allowance) -> None:
        """Count one request; raises `TooManyRequestsError`."""
        plan = allowance.plan
        left = share(self.load_watch.load(), allowance.below, allowance.ranks)
        key = f"ask:{allowance.user_id}"
        decision = self.rate_limiter.take(key, plan.requests.scaled(left), self.clock.now())
        if not decision.allowed:
            self.telemetry.record(LimitReached(plan=plan.name, by="rate"))
            raise TooManyRequestsError(decision.retry_after)
