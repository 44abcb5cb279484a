"""Several ways to tell people the same."""

from collections.abc import Mapping
from logging import getLogger

from attrs import define

from parlons.application.ports.notifier import INotifier, Notice, NotifierError

_logger = getLogger(__name__)


@define
class SeveralNotifiers(INotifier):
    """Gives each its turn, also after one that failed, and then names those that did.

    When the notice comes again, it goes to all of them again.
    """

    notifiers: Mapping[str, INotifier]

    def notify(self, notice: Notice) -> None:
        complaints = {name: _complaint(each, notice) for name, each in self.notifiers.items()}
        failed = [f"{name}: {complaint}" for name, complaint in complaints.items() if complaint]
        if failed:
            raise NotifierError("; ".join(failed))


def _complaint(notifier: INotifier, notice: Notice) -> str | None:
    """Deliver the notice, or say why not; what is no `NotifierError` may hold secrets."""
    try:
        notifier.notify(notice)
    except NotifierError as error:
        return str(error) or "it gave no reason"
    except Exception as error:
        _logger.exception("%s failed", type(notifier).__qualname__)
        return type(error).__qualname__
    return None
