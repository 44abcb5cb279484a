"""Why an answer was not right."""

from typing import Final

from attrs import field, frozen

from parlons.domain import fields

MAX_EXAMPLES: Final = 3


@frozen(kw_only=True)
class ExampleSentence:
    """A sentence in the language taught, with its translation."""

    text: str = field(validator=fields.text(300))
    translation: str = field(validator=fields.text(300))


@frozen(kw_only=True)
class MistakeExplanation:
    """What was wrong with an answer, the rule behind it and what is right.

    `corrected` is a right answer, in the language of the answer; no example is there twice.
    """

    summary: str = field(validator=fields.text(2000))
    rule: str = field(validator=fields.text(2000))
    corrected: str = field(validator=fields.text(2000))
    examples: tuple[ExampleSentence, ...] = field(
        default=(), validator=[fields.items(0, MAX_EXAMPLES), fields.unique]
    )
