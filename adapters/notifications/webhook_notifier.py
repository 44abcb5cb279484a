"""Notices to a program, by HTTP."""

import json
from datetime import datetime
from http.client import HTTPException
from typing import Final
from urllib.parse import quote

from attrs import define, field

from parlons.adapters.notifications.webhook_receiver import WebhookReceiver
from parlons.adapters.notifications.webhook_signature import signed_headers
from parlons.application.ports.clock import IClock
from parlons.application.ports.notifier import INotifier, Notice, NotifierError

_DELIVERED: Final = range(200, 300)
_JSON: Final = {"Content-Type": "application/json", "User-Agent": "Parlons"}


@define
class WebhookNotifier(INotifier):
    """Posts every notice as signed JSON, as Standard Webhooks has it; any 2xx is delivered.

    A notice that comes again has the `webhook-id` it had. Learners' addresses are not sent.
    """

    receiver: WebhookReceiver
    key: bytes = field(repr=False)
    clock: IClock

    def notify(self, notice: Notice) -> None:
        now = self.clock.now()
        body = _document(notice, now)
        # A header is ASCII; the signature is over the id as the header has it.
        id_ = quote(notice.id, safe=":")
        headers = signed_headers(self.key, id_, int(now.timestamp()), body)
        try:
            status = self.receiver.post(body, _JSON | headers)
        except (OSError, HTTPException) as error:
            raise NotifierError(f"the webhook did not answer: {_reason(error)}") from None
        if status not in _DELIVERED:
            raise NotifierError(f"the webhook answered with status {status}")


def _document(notice: Notice, sent_at: datetime) -> bytes:
    document = {
        "id": notice.id,
        "kind": notice.kind,
        "userId": notice.user_id,
        "subject": notice.subject,
        "text": notice.text,
        "data": notice.data,
        "sentAt": sent_at.isoformat(),
    }
    return json.dumps(document, separators=(",", ":")).encode()


def _reason(error: Exception) -> str:
    """Say what went wrong, without what the other side wrote."""
    return (isinstance(error, OSError) and error.strerror) or type(error).__name__
