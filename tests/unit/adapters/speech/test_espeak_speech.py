"""The voice of eSpeak NG."""

import subprocess
import sys

import pytest
from attrs import frozen
from tests.support.voice import require_espeak

from parlons.application.ports.speech import ISpeech, SpeechUnavailableError


@pytest.fixture(autouse=True)
def speech() -> ISpeech:
    require_espeak()
    from parlons.adapters.speech.espeak_speech import EspeakSpeech

    return EspeakSpeech()


@pytest.mark.parametrize(
    ("language", "voice"),
    [
        ("fr", "roa/fr"),
        ("fr-CA", "roa/fr"),
        ("fr-CH", "roa/fr-CH"),
        ("en", "gmw/en"),
        ("zh", "sit/cmn"),
        ("zh-Hant-TW", "sit/cmn"),
        ("pt-BR", "roa/pt-BR"),
    ],
)
def test_a_language_is_said_by_its_nearest_voice(
    speech: ISpeech, language: str, voice: str, monkeypatch
):
    from parlons.adapters.speech.espeak_engine import engine

    asked = []
    speaker = engine()
    say = speaker.say
    monkeypatch.setattr(speaker, "say", lambda *args: asked.append(args[1]) or say(*args))
    speech.say("a", language)
    assert asked == [voice]


def test_the_voice_of_a_language_is_the_one_that_speaks_it_best():
    from parlons.adapters.speech.espeak_engine import voices_by_tag

    voices = [
        SpokenBy("short", [(8, "ab")]),
        SpokenBy("plain", [(5, "ab"), (5, "ab-cd")]),
        SpokenBy("with-more", [(5, "ab"), (4, "ab-cd")]),
    ]
    assert voices_by_tag(voices) == {"ab": "plain", "ab-cd": "with-more"}


@frozen
class SpokenBy:
    """A voice as the library lists it."""

    name: str
    languages: list[tuple[int, str]]

    @property
    def identifier(self) -> bytes:
        return self.name.encode()

    def tags(self) -> list[tuple[int, str]]:
        return self.languages


@pytest.mark.parametrize("language", ["tlh", "x", "frx"])
def test_a_language_without_a_voice_is_named(speech: ISpeech, language: str):
    reason = f"eSpeak NG has no voice for the language {language}"
    assert speech.obstacle("a", language) == reason
    with pytest.raises(SpeechUnavailableError, match=reason):
        speech.say("a", language)


def test_markup_is_only_text(speech: ISpeech):
    plain, markup = (
        len(speech.say(text, "fr").content)
        for text in ("un deux", "un <break time='9s'/> [[d2]] deux")
    )
    assert plain < markup < plain * 12


def test_a_library_that_cannot_be_loaded_is_an_obstacle(speech: ISpeech, monkeypatch, tmp_path):
    from parlons.adapters.speech import espeak_engine

    monkeypatch.setattr(espeak_engine, "_made", [])
    monkeypatch.setattr("espeakng_loader.get_library_path", lambda: str(tmp_path / "none.so"))
    assert "eSpeak NG cannot be loaded: " in speech.obstacle("a", "fr")


def test_missing_data_is_an_obstacle_and_not_the_end_of_the_process():
    program = """
import espeakng_loader
espeakng_loader.get_data_path = lambda: "/nowhere"
from parlons.adapters.speech.espeak_speech import EspeakSpeech
print(EspeakSpeech().obstacle("a", "fr"))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout == "eSpeak NG cannot be used: its data cannot be read\n"
