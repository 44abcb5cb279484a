"""Telling people."""

from abc import abstractmethod
from typing import Protocol

from attrs import field, frozen

from parlons.domain import fields


@frozen(kw_only=True)
class Notice:
    """Something for a person to know; `id` is the same when it is told again.

    `user_id` is the learner whom it concerns, None where it is for administrators, and `email` the
    learner's address where there is one. `kind` says for programs what happened, as
    `budget-alert`, and `data` holds the figures behind the words.
    """

    id: str = field(validator=fields.text(200))
    kind: str = field(validator=fields.slug())
    user_id: str | None = None
    email: str | None = None
    subject: str = field(validator=fields.text(200))
    text: str = field(validator=fields.text(10_000))
    data: dict[str, str | int | None] = field(factory=dict)


class INotifier(Protocol):
    """Gets a notice to where people see it."""

    @abstractmethod
    def notify(self, notice: Notice) -> None:
        """Deliver a notice; raises `NotifierError`, after which the same notice may come again."""


class NotifierError(Exception):
    """The notice was not delivered; the message says why, without secrets."""
