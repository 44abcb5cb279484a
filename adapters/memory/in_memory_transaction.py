"""What a session may do, and until when."""

from attrs import define, field

from parlons.adapters.memory.state import State
from parlons.application.ports.unit_of_work import SessionMisuseError


@define
class InMemoryTransaction:
    """Hands out the state while the session is open; for changes only where it is writable."""

    state: State
    writable: bool
    open: bool = field(default=True, init=False)

    def require_open(self) -> None:
        """Raise `SessionMisuseError` once the session is over."""
        if not self.open:
            raise SessionMisuseError("the session is over")

    @property
    def reading(self) -> State:
        """The state, to be read."""
        self.require_open()
        return self.state

    @property
    def changing(self) -> State:
        """The state, to be changed."""
        if not self.writable:
            raise SessionMisuseError("a read session changes nothing: open write()")
        return self.reading
