"""Notices in memory."""

from attrs import define, field

from parlons.application.ports.notifier import INotifier, Notice, NotifierError


@define
class InMemoryNotifier(INotifier):
    """Keeps what was told in `notices`, oldest first; fails instead while it is `broken`."""

    notices: list[Notice] = field(factory=list)
    broken: bool = field(default=False, kw_only=True)

    def notify(self, notice: Notice) -> None:
        if self.broken:
            raise NotifierError("the notifier is broken, as a tester told it to be")
        self.notices.append(notice)
