"""The voice of eSpeak NG."""

from typing import Final

from attrs import frozen

from parlons.adapters.speech.espeak_engine import EspeakEngine, engine
from parlons.adapters.speech.espeak_library import EspeakError
from parlons.adapters.speech.length import too_long
from parlons.adapters.speech.wav import WAV, wav
from parlons.application.ports.speech import ISpeech, Recording, SpeechUnavailableError
from parlons.domain.learning.spoken_texts import as_spoken

_WORDS_PER_MINUTE: Final = 140  # of 175 that it speaks by default, which beginners cannot follow


@frozen
class EspeakSpeech(ISpeech):
    """Speaks over a hundred languages, without a network and without a pause worth mentioning.

    The voice of a tag is that of its nearest beginning: `fr-CA` is said in `fr` (lookup, RFC 4647,
    section 3.4). The same text never makes quite the same samples twice.
    """

    def obstacle(self, text: str, language: str) -> str | None:
        if reason := too_long(text):
            return reason
        try:
            voice = _voice(engine(), language)
        except EspeakError as error:
            return str(error)
        return None if voice else f"eSpeak NG has no voice for the language {language}"

    def say(self, text: str, language: str) -> Recording:
        if reason := self.obstacle(text, language):
            raise SpeechUnavailableError(reason)
        speaker = engine()
        try:
            voice = _voice(speaker, language)
            samples = speaker.say(as_spoken(text), voice, _WORDS_PER_MINUTE)
        except EspeakError as error:
            raise SpeechUnavailableError(str(error)) from error
        return Recording(content=wav(samples, speaker.rate), media_type=WAV)


def _voice(speaker: EspeakEngine, language: str) -> str:
    subtags = language.lower().split("-")
    tags = ("-".join(subtags[:length]) for length in range(len(subtags), 0, -1))
    return next((speaker.voices[tag] for tag in tags if tag in speaker.voices), "")
