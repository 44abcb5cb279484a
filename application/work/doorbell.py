"""How those who wait for work in this process hear of it."""

from threading import Event

from attrs import define, field


@define
class Doorbell:
    """Rung after each commit that made work; whoever waits need not wait until the next look."""

    _rung: Event = field(factory=Event, init=False)

    def __call__(self) -> None:
        """Ring."""
        self._rung.set()

    def wait(self, seconds: float) -> None:
        """Return as soon as it is rung, or after so long."""
        if self._rung.wait(seconds):
            self._rung.clear()
