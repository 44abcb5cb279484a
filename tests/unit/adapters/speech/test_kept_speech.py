"""Each text is said once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.support.voice import CountedVoice

from parlons.adapters.speech.kept_speech import KeptSpeech
from parlons.adapters.speech.recording_folder import RecordingFolder
from parlons.adapters.speech.silent_speech import SilentSpeech
from parlons.application.ports.speech import SpeechUnavailableError


@pytest.fixture
def speech(tmp_path: Path) -> KeptSpeech:
    return KeptSpeech(RecordingFolder(tmp_path / "speech"), CountedVoice())


def voice_file(speech: KeptSpeech) -> Path:
    folder = speech.recordings.folder
    return folder / "voice" / f"{speech.recordings.name('bonsoir', 'fr')}.wav"


def test_whoever_asks_at_once_gets_what_is_said_once(speech: KeptSpeech):
    with ThreadPoolExecutor(8) as pool:
        recordings = list(pool.map(lambda _: speech.say("bonsoir", "fr"), range(16)))
    assert speech.voice.said == ["bonsoir"]
    assert {each.content for each in recordings} == {recordings[0].content}


def test_what_was_said_is_there_for_others_without_a_voice(speech: KeptSpeech):
    made = speech.say("bonsoir", "fr")
    other = KeptSpeech(speech.recordings, SilentSpeech(broken=True))
    assert other.obstacle("bonsoir", "fr") is None
    assert other.say("bonsoir", "FR") == made


@pytest.mark.parametrize("damaged", [b"", b"RIFF"])
def test_a_damaged_file_is_said_anew(speech: KeptSpeech, damaged: bytes):
    whole = speech.say("bonsoir", "fr").content
    voice_file(speech).write_bytes(damaged)
    assert speech.say("bonsoir", "fr").content == whole
    assert voice_file(speech).read_bytes() == whole
    assert len(speech.voice.said) == 2


def test_what_cannot_be_kept_is_said_all_the_same(speech: KeptSpeech, caplog):
    speech.recordings.folder.touch()
    assert speech.say("bonsoir", "fr").content
    assert [record.message for record in caplog.records] == ["recording_not_kept"]


def test_the_voice_is_not_asked_for_what_a_person_recorded(speech: KeptSpeech):
    speech.recordings.folder.mkdir()
    name = speech.recordings.name("bonsoir", "fr")
    (speech.recordings.folder / f"{name}.mp3").write_bytes(b"any bytes")
    assert speech.say("bonsoir", "fr").content == b"any bytes"
    assert speech.voice.said == []


def test_without_recording_and_voice_both_are_named(speech: KeptSpeech):
    speech.voice.voice.broken = True
    reason = "nobody has recorded this, and told to fail"
    assert speech.obstacle("bonsoir", "fr") == reason
    with pytest.raises(SpeechUnavailableError, match=reason):
        speech.say("bonsoir", "fr")
