import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.voice import require_espeak

from parlons.adapters import speech
from parlons.adapters.speech.recording_folder import RecordingFolder
from parlons.application.settings import Settings


def test_recordings_are_in_the_data_folder_unless_they_are_elsewhere(tmp_path: Path):
    (folder,) = speech.recordings(Settings(data_dir=tmp_path))
    assert folder.folder == tmp_path / "speech"
    (folder,) = speech.recordings(Settings(data_dir=tmp_path, speech_dir=tmp_path / "sound"))
    assert folder.folder == tmp_path / "sound"
    assert not folder.folder.exists()


def test_without_the_extra_recordings_serve_and_the_reason_names_it(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(speech, "find_spec", lambda _: None)
    folder = RecordingFolder(tmp_path)
    (tmp_path / f"{folder.name('oui', 'fr')}.mp3").write_bytes(b"any bytes")
    (without,) = speech.espeak(folder)
    assert without.say("oui", "fr").content == b"any bytes"
    assert without.obstacle("non", "fr") == (
        "nobody has recorded this, and there is no voice: pip install 'parlons[speech]'"
    )


def test_with_the_extra_what_is_not_recorded_is_said(tmp_path: Path):
    require_espeak()
    (with_voice,) = speech.espeak(RecordingFolder(tmp_path))
    assert with_voice.say("non", "fr") == with_voice.say("non", "fr")


@pytest.mark.parametrize("program", ["import parlons.container", "import parlons.adapters.speech"])
def test_the_library_is_not_loaded_before_something_is_said(program: str):
    program += "\nimport sys\nprint([name for name in sys.modules if 'espeak' in name])"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    assert done.stdout == b"[]\n"
