"""Somebody who kills."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from random import Random
from threading import Event, Thread
from typing import Final

from attrs import define, field
from tests.chaos.census import SUPERVISOR, processes

_LOOK_SECONDS: Final = 0.1


@define
class Killer:
    """Sends SIGKILL to a process every one to two seconds.

    `roles`, which may be changed at any time, are those to choose from, and how likely each is.
    """

    mark: str
    random: Random
    roles: Mapping[str, int]
    kills: Counter[str] = field(factory=Counter, init=False)
    _ended: Event = field(factory=Event, init=False)

    @contextmanager
    def killing(self) -> Iterator[None]:
        """Kill for the time of the block."""
        thread = Thread(target=self._run, name="killer")
        thread.start()
        try:
            yield
        finally:
            self._ended.set()
            thread.join()

    def _run(self) -> None:
        while not self._ended.wait(self.random.uniform(1, 2)):
            while not self._kill() and not self._ended.wait(_LOOK_SECONDS):
                pass

    def _kill(self) -> bool:
        """Kill one; not a supervisor that has no children yet, or it would rarely get any."""
        found = [each for each in processes(self.mark) if each.role in self.roles]
        there = sorted({each.role for each in found})
        if there in ([], [SUPERVISOR]):
            return False
        [role] = self.random.choices(there, [self.roles[each] for each in there])
        is_killed = self.random.choice([each for each in found if each.role == role]).kill()
        self.kills[role] += is_killed
        return is_killed
