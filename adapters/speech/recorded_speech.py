"""Recordings that are there."""

from attrs import frozen

from parlons.adapters.speech.length import too_long
from parlons.adapters.speech.recording_folder import RecordingFolder
from parlons.application.ports.speech import ISpeech, Recording, SpeechUnavailableError


@frozen
class RecordedSpeech(ISpeech):
    """Says what is in the folder; `advice` is told to whoever wants anything else."""

    recordings: RecordingFolder
    advice: str = "PARLONS_SPEECH=recorded uses no voice"

    def obstacle(self, text: str, language: str) -> str | None:
        if reason := too_long(text):
            return reason
        return None if self.recordings.has(text, language) else self._missing()

    def say(self, text: str, language: str) -> Recording:
        if reason := too_long(text):
            raise SpeechUnavailableError(reason)
        recording = self.recordings.find(text, language)
        if recording is None:
            raise SpeechUnavailableError(self._missing())
        return recording

    def _missing(self) -> str:
        return f"nobody has recorded this, and {self.advice}"
