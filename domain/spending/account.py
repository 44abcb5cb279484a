"""What an administrator has decided about a user's spending."""

from attrs import field, frozen
from attrs.validators import optional

from parlons.domain import fields


@frozen(kw_only=True)
class SpendingAccount:
    """Wins over what the principal says; None leaves it at that.

    `plan` is the plan the user is on, `budget` replaces the plan's micro-dollars a month, and the
    budget of `organisation` pays, too. `revision` counts the changes stored.
    """

    user_id: str = field(validator=fields.text(64))
    plan: str | None = field(default=None, validator=optional(fields.slug()))
    organisation: str | None = field(default=None, validator=optional(fields.slug()))
    budget: int | None = field(default=None, validator=optional(fields.between(0, 10**12)))
    revision: int = 0
