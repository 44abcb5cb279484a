"""Notices in the log."""

import logging
from typing import Final

from attrs import define

from parlons.application.ports.notifier import INotifier, Notice

# Not by structlog, so that a program that has not set it up finds nothing on its stdout; one that
# has set up Parlons' logging sees the fields all the same.
_logger: Final = logging.getLogger("parlons.notices")


@define
class LogNotifier(INotifier):
    """Logs what administrators are to know as warnings, with the subject.

    A learner's notice is logged at info by its kind, user and figures; its words are theirs.
    """

    def notify(self, notice: Notice) -> None:
        fields = {"notice_id": notice.id, "kind": notice.kind, "figures": dict(notice.data)}
        if notice.user_id is None:
            _logger.warning("notice", extra=fields | {"subject": notice.subject})
        else:
            _logger.info("notice", extra=fields | {"user_id": notice.user_id})
