"""The one engine of a process: the library has global state and serves one call at a time.

What it calls back must outlive it, so that is the module's.
"""

import ctypes
from collections.abc import Iterable
from threading import Lock
from typing import Any, Final

from parlons.adapters.speech import espeak_library as espeak
from parlons.adapters.speech.espeak_library import EspeakError, Voice

_samples: Final[list[bytes]] = []
_speaking: Final = Lock()


def _take(samples: Any, number: int, _events: object) -> int:
    if samples and number:
        _samples.append(ctypes.string_at(samples, number * espeak.SAMPLE_BYTES))
    return 0


_callback: Final = espeak.Callback(_take)


class EspeakEngine:
    """Turns texts into samples of 16 bits, `rate` a second; any number of threads may use it.

    `voices` has the voice of each language tag. Raises `EspeakError` where the library or its data
    cannot be used.
    """

    def __init__(self) -> None:
        self._library = espeak.library()
        self.rate = espeak.initialize(self._library)
        self._library.espeak_SetSynthCallback(_callback)
        self.voices = voices_by_tag(espeak.voices(self._library))

    def say(self, text: str, voice: str, words_per_minute: int) -> bytes:
        """Return the text as samples; raises `EspeakError`."""
        spoken = text.encode()
        with _speaking:
            _samples.clear()
            _require(self._library.espeak_SetVoiceByName(voice.encode()), "voice")
            _require(self._library.espeak_SetParameter(espeak.RATE, words_per_minute, 0), "rate")
            done = self._library.espeak_Synth(
                spoken, len(spoken) + 1, 0, espeak.BY_CHARACTER, 0, espeak.UTF8, None, None
            )
            _require(done, "text")
            samples = b"".join(_samples)
        if not samples:
            raise EspeakError("eSpeak NG finds nothing to say in this text")
        return samples


def voices_by_tag(voices: Iterable[Voice]) -> dict[str, str]:
    """Return the identifier of each language's first voice; of equals the shortest, or plainest."""
    ranked: dict[str, tuple[int, int, str]] = {}
    for voice in voices:
        identifier: str = voice.identifier.decode()
        for priority, tag in voice.tags():
            rank = (priority, len(identifier), identifier)
            ranked[tag] = min(rank, ranked.get(tag, rank))
    return {tag: identifier for tag, (_, _, identifier) in ranked.items()}


def _require(status: int, what: str) -> None:
    if status != espeak.OK:
        raise EspeakError(f"eSpeak NG refuses the {what} (error {status})")


_made: list[EspeakEngine] = []
_making = Lock()


def engine() -> EspeakEngine:
    """Return the engine, which the first caller makes; raises `EspeakError`."""
    with _making:
        if not _made:
            _made.append(EspeakEngine())
        return _made[0]
