"""The models of one provider, and a stand-in at another."""

from collections.abc import Callable, Sequence
from threading import Lock

from attrs import define, field

from parlons.application.ports.llm_client import ILLMClient
from parlons.application.ports.models import IModels


@define
class OpenAIModels(IModels):
    """Makes a client for a name when it is first asked for, and keeps it.

    `own` is the installation's model, also under its name; `backup` comes last, whoever is asked.
    """

    own: ILLMClient
    make: Callable[[str], ILLMClient]
    backup: ILLMClient | None = None
    _made: dict[str, ILLMClient] = field(factory=dict, init=False, repr=False)
    _lock: Lock = field(factory=Lock, init=False, repr=False)

    def ladder(self, names: Sequence[str]) -> tuple[ILLMClient, ...]:
        """Return the clients of the names, each once, and the backup's."""
        asked = tuple(self._client(name) for name in dict.fromkeys(names)) or (self.own,)
        return asked if self.backup is None else (*asked, self.backup)

    def _client(self, name: str) -> ILLMClient:
        if name == self.own.model:
            return self.own
        with self._lock:
            if name not in self._made:
                self._made[name] = self.make(name)
            return self._made[name]
