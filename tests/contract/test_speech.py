"""The exam of our ways to say something."""

from pathlib import Path

import pytest
from tests.support.voice import require_espeak

from parlons.adapters.speech.kept_speech import KeptSpeech
from parlons.adapters.speech.recorded_speech import RecordedSpeech
from parlons.adapters.speech.recording_folder import RecordingFolder
from parlons.adapters.speech.silent_speech import SilentSpeech
from parlons.entrypoints.testing.contracts.speech import LANGUAGE, TEXTS, SpeechContract


class TestSilentSpeech(SpeechContract):
    @pytest.fixture
    def speech(self):
        return SilentSpeech()

    @pytest.fixture
    def unavailable(self):
        return SilentSpeech(broken=True)


class TestRecordedSpeech(SpeechContract):
    @pytest.fixture
    def speech(self, tmp_path: Path):
        for text in TEXTS:
            recording = SilentSpeech().say(text, LANGUAGE)
            name = RecordingFolder.name(text, LANGUAGE)
            (tmp_path / f"{name}.wav").write_bytes(recording.content)
        return RecordedSpeech(RecordingFolder(tmp_path))

    @pytest.fixture
    def unavailable(self, tmp_path: Path):
        return RecordedSpeech(RecordingFolder(tmp_path / "nowhere"))


class TestKeptSpeech(SpeechContract):
    @pytest.fixture
    def speech(self, tmp_path: Path):
        return KeptSpeech(RecordingFolder(tmp_path / "speech"), SilentSpeech())

    @pytest.fixture
    def unavailable(self, tmp_path: Path):
        return KeptSpeech(RecordingFolder(tmp_path), SilentSpeech(broken=True))


class TestEspeakSpeech(SpeechContract):
    @pytest.fixture
    def speech(self):
        require_espeak()
        from parlons.adapters.speech.espeak_speech import EspeakSpeech

        return EspeakSpeech()

    @pytest.fixture
    def unavailable(self, speech, monkeypatch: pytest.MonkeyPatch):
        from parlons.adapters.speech.espeak_engine import engine

        monkeypatch.delitem(engine().voices, LANGUAGE)
        return speech
