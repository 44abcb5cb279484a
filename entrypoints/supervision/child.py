"""A process that is kept running."""

from collections.abc import Callable

from attrs import frozen


@frozen
class Child:
    """A command and the name it has in messages.

    `is_ready` says whether it does its work by now; it is asked often and must answer soon.
    """

    name: str
    command: tuple[str, ...]
    is_ready: Callable[[], bool]
