"""A question about a word."""

from enum import Enum, auto

from attrs import frozen


class Direction(Enum):
    """Which way to look: from the language spoken to the one taught, or back."""

    INTO_TARGET = auto()
    INTO_SOURCE = auto()


@frozen(kw_only=True)
class WordQuestion:
    """A phrase to be looked up.

    `into` and `out_of` are the languages that the learner named (ISO 639). `asks_meaning` tells
    that the question is put as one asks for the sense of a foreign word.
    """

    phrase: str
    into: str | None = None
    out_of: str | None = None
    asks_meaning: bool = False

    def directions(self, source: str, target: str) -> tuple[Direction, ...]:
        """Return the ways to look in a course from `source` to `target`, the likeliest first.

        A language that was named is obeyed; one that the course has nothing to do with leaves no
        way.
        """
        if {self.into, self.out_of} - {source, target, None}:
            return ()
        if self.into == target or self.out_of == source:
            return (Direction.INTO_TARGET,)
        if self.into == source or self.out_of == target:
            return (Direction.INTO_SOURCE,)
        if self.asks_meaning:
            return (Direction.INTO_SOURCE, Direction.INTO_TARGET)
        return (Direction.INTO_TARGET, Direction.INTO_SOURCE)
