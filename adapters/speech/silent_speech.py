"""Speech without a sound."""

from typing import Final

from attrs import define, field

from parlons.adapters.speech.length import too_long
from parlons.adapters.speech.wav import WAV, wav
from parlons.application.ports.speech import ISpeech, Recording, SpeechUnavailableError

_RATE: Final = 8000
_SECONDS_PER_WORD: Final = 0.4


@define
class SilentSpeech(ISpeech):
    """Lasts 0.4 seconds for each word in any language; a tester makes it fail (`broken`)."""

    broken: bool = field(default=False, kw_only=True)

    def obstacle(self, text: str, language: str) -> str | None:  # noqa: ARG002  # silence has none
        return "told to fail" if self.broken else too_long(text)

    def say(self, text: str, language: str) -> Recording:
        if reason := self.obstacle(text, language):
            raise SpeechUnavailableError(reason)
        seconds = _SECONDS_PER_WORD * max(1, len(text.split()))
        return Recording(content=wav(bytes(2 * int(_RATE * seconds)), _RATE), media_type=WAV)
