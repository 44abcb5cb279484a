"""Tokens, prices and money."""

from typing import Final

from attrs import field, frozen
from attrs.validators import ge

_TOKENS_PER_PRICE: Final = 1_000_000


@frozen(kw_only=True)
class TokenUsage:
    """Tokens of one model call; `cached_tokens` of the input were read from the provider's cache.

    `estimated` marks counts that the provider did not report.
    """

    input_tokens: int = field(default=0, validator=ge(0))
    output_tokens: int = field(default=0, validator=ge(0))
    cached_tokens: int = field(default=0, validator=ge(0))
    estimated: bool = False


@frozen(kw_only=True)
class ModelPrice:
    """Micro-dollars per million tokens."""

    input: int = field(default=0, validator=ge(0))
    cached_input: int = field(default=0, validator=ge(0))
    output: int = field(default=0, validator=ge(0))

    def cost(self, usage: TokenUsage) -> int:
        """Micro-dollars for a call, rounded up."""
        fresh = max(usage.input_tokens - usage.cached_tokens, 0)
        total = (
            fresh * self.input
            + usage.cached_tokens * self.cached_input
            + usage.output_tokens * self.output
        )
        return -(-total // _TOKENS_PER_PRICE)


@frozen(kw_only=True)
class ModelCall:
    """One call that reached a model, whether or not its reply could be used."""

    model: str
    usage: TokenUsage


def estimated_usage(input_text: str, output_text: str) -> TokenUsage:
    """Guess the tokens of a call that nobody counted: four characters each, rounded up.

    Four is OpenAI's rule of thumb for English text.
    """
    return TokenUsage(
        input_tokens=-(-len(input_text) // 4),
        output_tokens=-(-len(output_text) // 4),
        estimated=True,
    )
