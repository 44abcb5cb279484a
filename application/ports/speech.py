"""Texts of a course as sound."""

from abc import abstractmethod
from typing import Final, Protocol

from attrs import field, frozen
from attrs.validators import min_len

from parlons.domain.errors import ParlonsError

LONGEST: Final = 500
"""Characters of the longest text that is said: as many as an exercise may hold."""


@frozen(kw_only=True)
class Recording:
    """A text as it sounds: a whole file of the media type, such as `audio/wav`."""

    content: bytes = field(validator=min_len(1), repr=False)
    media_type: str


class ISpeech(Protocol):
    """Says texts of up to `LONGEST` characters in the language of a tag such as `fr` or `pt-BR`.

    Any number of threads may use it. Texts that differ only in how keyboards write quotes, dashes
    and spaces sound the same.
    """

    @abstractmethod
    def obstacle(self, text: str, language: str) -> str | None:
        """Return why the text cannot be said, in one line, or None where it can.

        Cheap enough to be asked of every exercise of a lesson: it says nothing to find out.
        """

    @abstractmethod
    def say(self, text: str, language: str) -> Recording:
        """Return how it sounds; raises `SpeechUnavailableError` where there is an obstacle."""


class SpeechUnavailableError(ParlonsError):
    """The text cannot be said; the message tells why, and how an operator can change that."""
