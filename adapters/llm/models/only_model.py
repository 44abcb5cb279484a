"""One model for everything."""

from collections.abc import Sequence

from attrs import frozen

from parlons.application.ports.llm_client import ILLMClient
from parlons.application.ports.models import IModels


@frozen
class OnlyModel(IModels):
    """Knows one client, whatever the name: the course's tutor has none, others have their own."""

    client: ILLMClient

    def ladder(self, names: Sequence[str]) -> tuple[ILLMClient, ...]:  # noqa: ARG002  # there is one whatever is asked for
        """Return that client."""
        return (self.client,)
