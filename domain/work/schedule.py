"""Work that comes round."""

from datetime import UTC, datetime

from attrs import field, frozen

from parlons.domain import fields


@frozen(kw_only=True)
class Schedule:
    """What is queued whenever `cron` (five fields, in UTC) says so."""

    name: str = field(validator=fields.slug())
    cron: str = field(validator=fields.text(100))
    queue: str = field(validator=fields.slug())
    kind: str = field(validator=fields.slug())

    def ref(self, at: datetime) -> str:
        """Name one firing: the same instant is the same piece of work."""
        return f"{self.name}@{at.astimezone(UTC).isoformat()}"


@frozen(kw_only=True)
class NextRun:
    """When a schedule fires next; `cron` is what that was computed from."""

    name: str
    cron: str
    next_run_at: datetime
