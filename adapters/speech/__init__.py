"""How texts are said: by recordings, by a voice, or in silence."""

from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

from parlons.application.ports.speech import ISpeech
from parlons.application.settings import Settings

if TYPE_CHECKING:
    from parlons.adapters.speech.recording_folder import RecordingFolder


def recordings(settings: Settings) -> Iterator["RecordingFolder"]:
    """The folder of recordings; it need not exist."""
    from parlons.adapters.speech.recording_folder import RecordingFolder

    yield RecordingFolder(settings.speech_folder)


def recorded(recordings: "RecordingFolder") -> Iterator[ISpeech]:
    """Recordings, and nothing else."""
    from parlons.adapters.speech.recorded_speech import RecordedSpeech

    yield RecordedSpeech(recordings)


def espeak(recordings: "RecordingFolder") -> Iterator[ISpeech]:
    """Recordings, and eSpeak NG for what nobody has recorded, where its extra is installed."""
    from parlons.adapters.speech.recorded_speech import RecordedSpeech

    if find_spec("espeakng_loader") is None:
        advice = "there is no voice: pip install 'parlons[speech]'"
        yield RecordedSpeech(recordings, advice)
        return
    from parlons.adapters.speech.espeak_speech import EspeakSpeech
    from parlons.adapters.speech.kept_speech import KeptSpeech

    yield KeptSpeech(recordings, EspeakSpeech())


def silence() -> Iterator[ISpeech]:
    """Silence as long as the text, for tests."""
    from parlons.adapters.speech.silent_speech import SilentSpeech

    yield SilentSpeech()
