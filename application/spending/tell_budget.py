"""Tell people how much of a budget is spent."""

from uuid import UUID

from attrs import define

from parlons.application.ports.notifier import INotifier, Notice
from parlons.application.ports.unit_of_work import IReadSession, IUnitOfWork
from parlons.application.work.handler import Beat, Effect, WorkHandler, nothing
from parlons.domain.spending.alert import BudgetAlert
from parlons.domain.work.work_item import WorkItem

_ALL = 100


@define
class TellBudget(WorkHandler):
    """A learner is told of their own budget; administrators of all others, and of one used up."""

    unit_of_work: IUnitOfWork
    notifier: INotifier

    def __call__(self, item: WorkItem, beat: Beat) -> Effect:  # noqa: ARG002  # it is over soon
        alert = BudgetAlert.read(item.ref)
        # First, because a learner's address may be one that nobody can deliver to.
        if alert.user_id is None or alert.percentage == _ALL:
            self.notifier.notify(_to_administrators(alert))
        if alert.user_id is not None:
            with self.unit_of_work.read() as session:
                email = _email(session, alert.user_id)
            self.notifier.notify(_to_learner(alert, email))
        return nothing


def _email(session: IReadSession, user_id: str) -> str | None:
    """Return the address of a user who is registered here; a host's own users are not."""
    try:
        user = session.users.by_id(UUID(user_id))
    except ValueError:
        return None
    return user.email if user else None


def _to_learner(alert: BudgetAlert, email: str | None) -> Notice:
    reset = f"{alert.period.end:%d %B %Y}"
    return Notice(
        id=f"{alert.ref}:learner",
        kind="budget-alert",
        user_id=alert.user_id,
        email=email,
        subject=f"You have used {alert.percentage} % of this month's tutoring",
        text=(
            f"{alert.percentage} % of what your plan sets aside for the tutor's language models"
            f" this month is used. It begins anew on {reset}. The course itself, and answers from"
            " its own material, stay open."
        ),
        data=_data(alert),
    )


def _to_administrators(alert: BudgetAlert) -> Notice:
    return Notice(
        id=f"{alert.ref}:administrators",
        kind="budget-alert",
        subject=f"{alert.percentage} % of the budget of {alert.scope} is spent",
        text=(
            f"In {alert.period.name}, {alert.scope} has spent {alert.percentage} % of its cap for"
            " language models. `parlons usage report` says on what."
        ),
        data=_data(alert),
    )


def _data(alert: BudgetAlert) -> dict[str, str | int | None]:
    return {
        "scope": str(alert.scope.kind),
        "name": alert.scope.name,
        "period": alert.period.name,
        "percentage": alert.percentage,
        "resetsAt": alert.period.end.isoformat(),
    }
