"""What every step of a call to a model changes, all at once."""

from collections.abc import Iterable, Mapping
from functools import partial

from attrs import define

from parlons.application.ports.telemetry import ITelemetry, ModelCalled
from parlons.application.ports.unit_of_work import IWriteSession
from parlons.application.work.queues import JOBS, TELL_BUDGET
from parlons.application.work.work_desk import WorkDesk
from parlons.domain.spending.alert import BudgetAlert
from parlons.domain.spending.budget import Budget, alerts
from parlons.domain.spending.hold import Hold
from parlons.domain.spending.scope import Scope
from parlons.domain.spending.usage_report import UsageKey, UsageSums
from parlons.domain.work.priority import BACKGROUND


@define
class Books:
    """Counters, ledger and reports say the same, because no session changes one of them alone."""

    desk: WorkDesk
    telemetry: ITelemetry

    def begin(self, session: IWriteSession, hold: Hold, budgets: dict[Scope, Budget]) -> None:
        """Store a new hold; `budgets` are those of its scopes, locked by this session."""
        session.spending.add(hold)
        session.budgets.keep(
            hold.period, {scope: budgets[scope].changed(None, hold) for scope in hold.scopes}
        )

    def go_on(
        self, session: IWriteSession, before: Hold, after: Hold, caps: Mapping[Scope, int]
    ) -> None:
        """Store how far a hold has come, and have people told of `caps` that are nearly reached.

        Raises `StaleRevisionError` when somebody else has ended it in the meantime.
        """
        session.spending.replace(before, after)
        if after.outstanding == before.outstanding and after.spent == before.spent:
            return
        locked = session.budgets.lock(after.scopes, after.period)
        budgets = dict(zip(after.scopes, locked, strict=True))
        changed = {scope: budgets[scope].changed(before, after) for scope in after.scopes}
        session.budgets.keep(after.period, changed)
        self._report(session, before, after)
        for scope in after.scopes:
            if scope in caps:
                alert = partial(BudgetAlert, scope=scope, period=after.period)
                reached = alerts(budgets[scope].spent, changed[scope].spent, caps[scope])
                self._tell(session, (alert(percentage=each) for each in reached))

    def _report(self, session: IWriteSession, before: Hold, after: Hold) -> None:
        sums = UsageSums.of(after) - UsageSums.of(before)
        if sums == UsageSums():
            return
        session.usage.book(UsageKey.of(after), sums)
        if not before.is_open:
            return  # it was told when it was booked by estimate
        called = ModelCalled(
            model=after.model,
            input_tokens=after.usage.input_tokens,
            output_tokens=after.usage.output_tokens,
            cost_microdollars=after.spent,
            estimated=after.usage.estimated,
        )
        session.after_commit(lambda: self.telemetry.record(called))

    def _tell(self, session: IWriteSession, reached: Iterable[BudgetAlert]) -> None:
        for alert in reached:
            self.desk.put(
                session,
                [JOBS],
                alert.ref,
                priority=BACKGROUND,
                kind=TELL_BUDGET,
                user_id=alert.user_id,
            )
