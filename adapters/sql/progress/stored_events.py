"""Events as they are stored."""

import json
from collections.abc import Sequence
from typing import Any, Final

from parlons.adapters.sql.prepared import Values
from parlons.adapters.sql.query import Reader
from parlons.application.ports.codec import ICodec
from parlons.domain.progress.event import Event, Fact
from parlons.domain.progress.moment import Moment

EVENT: Final = (
    *("id", "user_id", "key", "fact", "occurred_at", "zone"),
    *("recorded_at", "fingerprint", "number"),
)
"""The columns that an event is made of; all others follow from them."""


def event_values(codec: ICodec, event: Event) -> Values:
    """Spread an event over its columns, but for its number."""
    return {
        "id": event.id,
        "user_id": event.user_id,
        "key": event.key,
        "type": event.fact.TYPE,
        "fact": codec.encode(event.fact),
        "occurred_at": event.moment.at,
        "zone": event.moment.zone,
        "local_date": event.moment.local_date,
        "recorded_at": event.recorded_at,
        "fingerprint": event.fingerprint,
    }


def event_reader(codec: ICodec) -> Reader[Event]:
    """Return what makes an event of the values of its columns."""

    def read(row: Sequence[Any]) -> Event:
        event_id, user_id, key, fact, occurred_at, zone, recorded_at, fingerprint, number = row
        return Event(
            id=event_id,
            user_id=user_id,
            key=key,
            fact=codec.decode(json.loads(fact), Fact),  # type: ignore[arg-type]  # a union is no type
            moment=Moment(occurred_at, zone),
            recorded_at=recorded_at,
            fingerprint=fingerprint,
            number=number,
        )

    return read
