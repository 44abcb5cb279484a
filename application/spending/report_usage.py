"""See what everybody has used."""

from datetime import UTC, date, datetime, timedelta
from typing import ClassVar, Final

from attrs import define, field, frozen
from attrs.validators import optional

from parlons.application.ports.clock import IClock
from parlons.application.ports.unit_of_work import IReadSession, IUnitOfWork
from parlons.application.ports.usage import UsageFilter
from parlons.application.spending.allowances import Allowances
from parlons.domain import fields
from parlons.domain.errors import InvalidInputError
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.spending.adaptation import projected
from parlons.domain.spending.period import Period
from parlons.domain.spending.scope import INSTALLATION
from parlons.domain.spending.usage_report import Dimension, UsageRow, UsageSums

_TOP: Final = 10
_DAYS: Final = 366


@frozen(kw_only=True)
class UsageQuestion:
    """Which days (UTC, the current month when absent), added up by what, and what must match.

    `limit` is how many rows are wanted, those that spent the most.
    """

    by: Dimension = Dimension.DAY
    first: date | None = None
    last: date | None = None
    user_id: str | None = field(default=None, validator=optional(fields.text(64)))
    organisation: str | None = field(default=None, validator=optional(fields.slug()))
    plan: str | None = field(default=None, validator=optional(fields.slug()))
    task: str | None = field(default=None, validator=optional(fields.slug()))
    model: str | None = field(default=None, validator=optional(fields.text(200)))
    limit: int = field(default=100, validator=fields.between(1, 10_000))


@frozen(kw_only=True)
class MonthUsage:
    """The installation's budget this month; `projected` is what is spent at its end if it goes on.

    All in micro-dollars; the cap is None where there is none.
    """

    period: str
    cap: int | None
    spent: int
    held: int
    projected: int
    resets_at: datetime


@frozen(kw_only=True)
class UsageReport:
    """What was used in some days, in all and by some dimension, and who spent the most."""

    first: date
    last: date
    by: Dimension
    total: UsageSums
    rows: tuple[UsageRow, ...]
    top_spenders: tuple[UsageRow, ...]
    month: MonthUsage


@define
class ReportUsage:
    """Open to those who manage spending."""

    permission: ClassVar = Permission.MANAGE_SPENDING

    unit_of_work: IUnitOfWork
    allowances: Allowances
    clock: IClock

    def __call__(self, principal: Principal, question: UsageQuestion) -> UsageReport:
        """Raises `InvalidInputError` for days in the wrong order, or more than 366 of them."""
        principal.require(self.permission)
        now = self.clock.now()
        first, last = _days(question, now.astimezone(UTC).date())
        wanted = UsageFilter(
            first=first,
            last=last,
            user_id=question.user_id,
            organisation=question.organisation,
            plan=question.plan,
            task=question.task,
            model=question.model,
        )
        with self.unit_of_work.read() as session:
            return UsageReport(
                first=first,
                last=last,
                by=question.by,
                total=session.usage.total(wanted),
                rows=session.usage.by(question.by, wanted, question.limit),
                top_spenders=session.usage.by(Dimension.USER, wanted, _TOP),
                month=self._month(session, now),
            )

    def _month(self, session: IReadSession, now: datetime) -> MonthUsage:
        period = Period.at(now)
        (budget,) = session.budgets.of((INSTALLATION,), period)
        return MonthUsage(
            period=period.name,
            cap=self.allowances.caps(session, (INSTALLATION,)).get(INSTALLATION),
            spent=budget.spent,
            held=budget.held,
            projected=round(projected(budget.spent, period, now)),
            resets_at=period.end,
        )


def _days(question: UsageQuestion, today: date) -> tuple[date, date]:
    first = question.first or (question.last or today).replace(day=1)
    last = question.last or max(first, today)
    if last < first:
        raise InvalidInputError("the last day must not be before the first", "/last")
    if last - first >= timedelta(days=_DAYS):
        raise InvalidInputError(f"ask for {_DAYS} days at most", "/first")
    return first, last
