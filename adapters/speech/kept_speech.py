"""Recordings, and a voice that says each text once."""

import logging
from threading import Lock

from attrs import define, field

from parlons.adapters.speech.length import too_long
from parlons.adapters.speech.recording_folder import RecordingFolder
from parlons.application.ports.speech import ISpeech, Recording, SpeechUnavailableError

_log = logging.getLogger(__name__)


@define
class KeptSpeech(ISpeech):
    """What is in the folder is not said again, and what the voice says is kept there.

    A voice that makes anything but WAV is not for this; one text at a time is said.
    """

    recordings: RecordingFolder
    voice: ISpeech
    _lock: Lock = field(factory=Lock, init=False, repr=False)

    def obstacle(self, text: str, language: str) -> str | None:
        if reason := too_long(text):
            return reason
        reason = self.voice.obstacle(text, language)  # which takes less time than looking at disk
        if reason is None or self.recordings.has(text, language):
            return None
        return f"nobody has recorded this, and {reason}"

    def say(self, text: str, language: str) -> Recording:
        if reason := self.obstacle(text, language):
            raise SpeechUnavailableError(reason)
        if found := self.recordings.find(text, language):
            return found
        with self._lock:
            return self.recordings.find(text, language) or self._made(text, language)

    def _made(self, text: str, language: str) -> Recording:
        made = self.voice.say(text, language)
        try:
            self.recordings.keep(text, language, made.content)
        except OSError as error:
            _log.warning("recording_not_kept", extra={"reason": str(error)})
        return made
