"""Recordings are found by what they say."""

from pathlib import Path

import pytest

from parlons.adapters.speech.recording_folder import MEDIA_TYPES, RecordingFolder
from parlons.adapters.speech.silent_speech import SilentSpeech
from parlons.application.ports.speech import Recording

SILENCE = SilentSpeech().say("deux mots", "fr").content


@pytest.fixture
def folder(tmp_path: Path) -> RecordingFolder:
    return RecordingFolder(tmp_path / "speech")


def put(folder: RecordingFolder, suffix: str, content: bytes, text: str = "bonsoir") -> None:
    folder.folder.mkdir(exist_ok=True)
    (folder.folder / f"{folder.name(text, 'fr')}{suffix}").write_bytes(content)


def voice_file(folder: RecordingFolder) -> Path:
    return folder.folder / "voice" / f"{folder.name('bonsoir', 'fr')}.wav"


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("bonsoir", "fr", "0c1ae4dca756176774d292f34af3a1d94aec9ad2cd0833be8b77dd4e40608777"),
        (
            "L’été, à Noël…",
            "fr",
            "5a09f3b1fb045d3a5316df3cf2cd2c58f20b9fb53aaca0a0254e6ce919a95582",
        ),
        (
            "Œuf – « cœur »",
            "pt-BR",
            "e63694dc0e6ac71c12552db8abe91f28a59a2575b2ac8188f787681e26713621",
        ),
    ],
)
def test_a_name_never_changes_because_people_gave_it_to_files(text: str, language: str, name: str):
    assert RecordingFolder.name(text, language) == name


def test_what_keyboards_write_differently_has_one_name():
    name = RecordingFolder.name
    assert name("L'été – là", "fr") == name(" L’e\u0301te\u0301  -\N{NO-BREAK SPACE}là ", "FR")
    assert len({name(text, "fr") for text in ("ou", "où", "Ou", "ou !")}) == 4
    assert name("ou", "fr") != name("ou", "es")


@pytest.mark.parametrize("suffix", MEDIA_TYPES)
def test_a_recording_is_found_whatever_its_format(folder: RecordingFolder, suffix: str):
    put(folder, suffix, b"any bytes")
    assert folder.find("bonsoir", "fr") == Recording(
        content=b"any bytes", media_type=MEDIA_TYPES[suffix]
    )
    assert folder.is_recorded("bonsoir", "fr")
    assert folder.find("bonsoir", "es") is None


def test_an_empty_file_is_no_recording(folder: RecordingFolder):
    put(folder, ".wav", b"")
    put(folder, ".mp3", b"any bytes")
    assert folder.find("bonsoir", "fr").media_type == "audio/mpeg"
    put(folder, ".mp3", b"")
    assert folder.find("bonsoir", "fr") is None
    assert not folder.has("bonsoir", "fr")


def test_what_a_person_recorded_comes_before_what_a_voice_said(folder: RecordingFolder):
    folder.keep("bonsoir", "fr", SILENCE)
    assert folder.find("bonsoir", "fr").content == SILENCE
    assert folder.has("bonsoir", "fr")
    assert not folder.is_recorded("bonsoir", "fr")
    put(folder, ".ogg", b"any bytes")
    assert folder.find("bonsoir", "fr").content == b"any bytes"


@pytest.mark.parametrize(
    "damaged", [b"", b"RIFF", SILENCE[:-1], SILENCE[:44], b"<html>" + SILENCE], ids=len
)
def test_a_damaged_file_of_the_voice_is_none_until_it_is_made_anew(
    folder: RecordingFolder, damaged: bytes
):
    folder.keep("bonsoir", "fr", SILENCE)
    voice_file(folder).write_bytes(damaged)
    assert folder.find("bonsoir", "fr") is None
    folder.keep("bonsoir", "fr", SILENCE)
    assert folder.find("bonsoir", "fr").content == SILENCE


def test_nothing_is_left_of_a_file_that_could_not_be_kept(folder: RecordingFolder):
    voice_file(folder).mkdir(parents=True)
    with pytest.raises(OSError, match="directory"):
        folder.keep("bonsoir", "fr", SILENCE)
    assert list(voice_file(folder).parent.iterdir()) == [voice_file(folder)]
