"""What a conversation was about."""

from attrs import field, frozen
from attrs.validators import deep_iterable

from parlons.domain import fields


@frozen(kw_only=True)
class ConversationSummary:
    """A summary, and the topics spoken of, each of them once."""

    summary: str = field(validator=fields.text(2000))
    topics: tuple[str, ...] = field(
        default=(),
        validator=[fields.items(0, 10), fields.unique, deep_iterable(fields.text(60))],
    )
