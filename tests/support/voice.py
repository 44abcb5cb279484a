"""A voice whose every word is counted, and the real one."""

import time
from importlib.util import find_spec

from attrs import define, field
from tests.support.services import unavailable

from parlons.adapters.speech.silent_speech import SilentSpeech
from parlons.application.ports.speech import ISpeech, Recording


@define
class CountedVoice(ISpeech):
    """Says silence, slowly enough for others to ask meanwhile."""

    voice: SilentSpeech = field(factory=SilentSpeech)
    said: list[str] = field(factory=list)

    def obstacle(self, text: str, language: str) -> str | None:
        return self.voice.obstacle(text, language)

    def say(self, text: str, language: str) -> Recording:
        self.said.append(text)
        time.sleep(0.02)
        return self.voice.say(text, language)


def require_espeak() -> None:
    """Go on where eSpeak NG is installed."""
    if find_spec("espeakng_loader") is None:
        unavailable("no voice: pip install 'parlons[speech]'")
