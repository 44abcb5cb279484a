"""Decide what a user may spend."""

from typing import ClassVar

from attrs import define, evolve, field, frozen
from attrs.validators import optional

from parlons.application.ports.unit_of_work import (
    DuplicateError,
    IUnitOfWork,
    StaleRevisionError,
)
from parlons.application.spending.allowances import Allowances
from parlons.domain import fields
from parlons.domain.errors import ConflictError, InvalidInputError, checking_input
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.spending.account import SpendingAccount


@frozen(kw_only=True)
class AccountChange:
    """A user's plan, organisation and micro-dollars a month; see `SpendingAccount`."""

    plan: str | None = field(default=None, validator=optional(fields.slug()))
    organisation: str | None = field(default=None, validator=optional(fields.slug()))
    budget: int | None = field(default=None, validator=optional(fields.between(0, 10**12)))


@define
class SetAccount:
    """Whoever the user is: a host's own users are not known here before they spend."""

    permission: ClassVar = Permission.MANAGE_SPENDING

    unit_of_work: IUnitOfWork
    allowances: Allowances

    def __call__(
        self, principal: Principal, user_id: str, change: AccountChange
    ) -> SpendingAccount:
        """Raises `InvalidInputError` for a plan that there is not, else like `ChangePlan`."""
        principal.require(self.permission)
        with checking_input():
            account = SpendingAccount(
                user_id=user_id,
                plan=change.plan,
                organisation=change.organisation,
                budget=change.budget,
            )
        try:
            with self.unit_of_work.write() as session:
                names = [each.name for each in self.allowances.plans(session)]
                if change.plan is not None and change.plan not in names:
                    known = ", ".join(names)
                    raise InvalidInputError(
                        f"there is no plan {change.plan}, only {known}", "/plan"
                    )
                stored = session.accounts.by_user(user_id)
                account = evolve(account, revision=stored.revision + 1 if stored else 1)
                session.accounts.put(account)
        except (DuplicateError, StaleRevisionError) as error:
            raise ConflictError(f"somebody else is changing the account {user_id}") from error
        return account
