"""Which language models there are to ask."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Protocol

from parlons.application.ports.llm_client import ILLMClient


class IModels(Protocol):
    """Clients for models by name."""

    @abstractmethod
    def ladder(self, names: Sequence[str]) -> tuple[ILLMClient, ...]:
        """Return whom to ask, one after the other: the models named, from the best to the cheapest.

        Without names it is the installation's own model. Where another provider is set up to stand
        in, its model comes last. The same name gets the same client.
        """
