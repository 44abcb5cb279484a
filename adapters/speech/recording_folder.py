"""Recordings in a folder."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from attrs import frozen

from parlons.adapters.speech.wav import WAV, is_whole
from parlons.application.ports.speech import Recording
from parlons.domain.learning.spoken_texts import as_spoken

MEDIA_TYPES: Final = {
    ".wav": WAV,
    ".mp3": "audio/mpeg",  # RFC 3003
    ".ogg": "audio/ogg",  # RFC 5334
    ".opus": "audio/ogg",  # RFC 7845
    ".m4a": "audio/mp4",  # RFC 4337
}
"""The suffixes of files that people put there."""


@frozen
class RecordingFolder:
    """People's recordings lie in the folder, what a voice said in `voice` below it.

    So nothing that a person made is ever written over, and it takes precedence at once.
    """

    folder: Path

    @staticmethod
    def name(text: str, language: str) -> str:
        """Return what a recording's file is called before its suffix.

        That is the SHA-256 of the language tag in lower case, a newline and the text `as_spoken`.
        """
        return sha256(f"{language.lower()}\n{as_spoken(text)}".encode()).hexdigest()

    def is_recorded(self, text: str, language: str) -> bool:
        """Say whether a person has recorded the text."""
        return any(map(_holds_something, self._recorded(text, language)))

    def has(self, text: str, language: str) -> bool:
        """Say whether there is a file for the text, by whomever, without reading it."""
        return self.is_recorded(text, language) or _holds_something(self._said(text, language))

    def find(self, text: str, language: str) -> Recording | None:
        """Return a person's recording, else what a voice said unless that file is damaged."""
        for file in self._recorded(text, language):
            if content := _content(file):
                return Recording(content=content, media_type=MEDIA_TYPES[file.suffix])
        content = _content(self._said(text, language))
        return Recording(content=content, media_type=WAV) if is_whole(content) else None

    def keep(self, text: str, language: str, wav: bytes) -> None:
        """Keep what a voice said; whoever reads meanwhile finds the old file or the new one.

        Raises `OSError`.
        """
        file = self._said(text, language)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=file.parent, prefix=".", delete=False) as draft:
            try:
                draft.write(wav)
                draft.close()
                Path(draft.name).replace(file)
            except BaseException:
                Path(draft.name).unlink(missing_ok=True)
                raise

    def _recorded(self, text: str, language: str) -> Iterator[Path]:
        name = self.name(text, language)
        return (self.folder / f"{name}{suffix}" for suffix in MEDIA_TYPES)

    def _said(self, text: str, language: str) -> Path:
        return self.folder / "voice" / f"{self.name(text, language)}.wav"


def _holds_something(file: Path) -> bool:
    try:
        return file.stat().st_size > 0
    except OSError:
        return False


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""
