"""Where a JSON text that was cut short is still whole."""

from typing import Final

from attrs import define, field

_CLOSERS: Final = {"{": "}", "[": "]"}
_ENDS: Final = ('"', "}", "]", ",")
_MAX_DEPTH: Final = 32


def breaks_off(text: str) -> bool:
    """Say whether the object or list in the text ends in the middle of a text or a number.

    Where only brackets are missing nothing is lost. A text with other quotes than JSON's cannot be
    judged so, unless it ends with a bracket.
    """
    end = text.rstrip("` \t\r\n")
    scan = _Scan()
    scan.run(end)
    cut = scan.within_text or not end.endswith(_ENDS)
    return bool(scan.open) and cut and not end.endswith(("}", "]"))


def whole_part(text: str) -> str:
    """Return the text up to its last whole value, with every bracket closed; "" for nothing."""
    scan = _Scan()
    scan.run(text)
    return text[: scan.end] + "".join(reversed(scan.closers))


@define
class _Scan:
    """One pass over a text: the brackets open at its end, and where a value last ended."""

    open: list[str] = field(factory=list)
    within_text: bool = False
    end: int = 0
    closers: tuple[str, ...] = ()

    def run(self, text: str) -> None:
        """Read up to the end of the first value, or to where it is nested too deeply."""
        escaped = False
        for index, char in enumerate(text):
            if self.within_text:
                self.within_text = escaped or char != '"'
                escaped = char == "\\" and not escaped
            elif char == '"':
                self.within_text = True
            elif not self._step(index, char):
                return

    def _step(self, index: int, char: str) -> bool:
        if char in _CLOSERS:
            self.open.append(_CLOSERS[char])
        elif char == "," and self.open:
            self.end, self.closers = index, tuple(self.open)
        elif self.open and char == self.open[-1]:
            self.open.pop()
            self.end, self.closers = index + 1, tuple(self.open)
        return len(self.open) <= _MAX_DEPTH and (bool(self.open) or char not in "}]")
