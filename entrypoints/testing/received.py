"""Somebody who is given work, and waits for it in tests."""

from collections.abc import Callable, Collection
from threading import Condition
from typing import Final
from uuid import UUID

from attrs import define, field

PATIENCE: Final = 20.0
"""Seconds until a test fails that waits for what should come at once."""


@define
class Received:
    """Notes the ids it is called with, each before `on_item` is called with it."""

    on_item: Callable[[UUID], object] = lambda _item_id: None
    _ids: list[UUID] = field(factory=list, init=False)
    _changed: Condition = field(factory=Condition, init=False)

    def __call__(self, item_id: UUID) -> None:
        with self._changed:
            self._ids.append(item_id)
            self._changed.notify_all()
        self.on_item(item_id)

    @property
    def ids(self) -> list[UUID]:
        """What has come so far, in this order."""
        with self._changed:
            return self._ids.copy()

    def wait_for(self, item_ids: Collection[UUID], seconds: float = PATIENCE) -> None:
        """Return once all of these have come; fail when they have not by then."""
        with self._changed:
            came = self._changed.wait_for(lambda: set(item_ids) <= set(self._ids), seconds)
            missing = len(set(item_ids) - set(self._ids))
        assert came, f"{missing} of {len(item_ids)} items did not come within {seconds:g} s"
