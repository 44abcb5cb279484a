"""When there has been enough for now."""

from datetime import datetime, timedelta

from parlons.domain.errors import ParlonsError
from parlons.domain.spending.scope import Scope, ScopeKind


class LimitReachedError(ParlonsError):
    """Nothing was done; the same request may succeed after `retry_after`."""

    def __init__(self, message: str, retry_after: timedelta) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class TooManyRequestsError(LimitReachedError):
    """Requests came faster than the plan allows."""

    def __init__(self, retry_after: timedelta) -> None:
        seconds = -(-retry_after // timedelta(seconds=1))
        message = f"too many requests; the next one is answered in {seconds} s"
        super().__init__(message, retry_after)


class BudgetExhaustedError(LimitReachedError):
    """A budget has no room for the cheapest model; it begins anew at `resets_at`."""

    def __init__(self, scope: Scope, resets_at: datetime, now: datetime) -> None:
        whose = "your" if scope.kind is ScopeKind.USER else f"the {scope.kind}'s"
        message = (
            f"{whose} budget for the tutor's language models is used up for this month;"
            f" it begins anew on {resets_at:%Y-%m-%d at %H:%M} UTC"
        )
        super().__init__(message, resets_at - now)
        self.scope = scope
        self.resets_at = resets_at
