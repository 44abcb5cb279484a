"""What one task takes."""

from attrs import define, field

from parlons.domain.identity.principal import Principal
from parlons.domain.spending.allowance import Allowance
from parlons.domain.spending.hold import Hold
from parlons.domain.tutoring.usage import TokenUsage


@define(kw_only=True)
class Bill:
    """Who pays for a task and how much may be spent; `holds` are the calls that have ended."""

    principal: Principal
    task: str
    allowance: Allowance
    holds: list[Hold] = field(factory=list, init=False)

    @property
    def cost_microdollars(self) -> int:
        """What the calls so far cost."""
        return sum(hold.spent for hold in self.holds)

    @property
    def usage(self) -> TokenUsage:
        """The tokens of all calls so far."""
        used = [hold.usage for hold in self.holds]
        return TokenUsage(
            input_tokens=sum(usage.input_tokens for usage in used),
            output_tokens=sum(usage.output_tokens for usage in used),
            cached_tokens=sum(usage.cached_tokens for usage in used),
            estimated=any(usage.estimated for usage in used),
        )
