"""What every `ISpeech` promises."""

import io
import wave
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import pytest

from parlons.application.ports.speech import (
    LONGEST,
    ISpeech,
    Recording,
    SpeechUnavailableError,
)

LANGUAGE: Final = "fr"
LONGEST_TEXT: Final = ("Deux cafés, s'il vous plaît. " * LONGEST)[:LONGEST]
TEXTS: Final = ("bonsoir", "l'eau", "Elle a vingt ans.", "Où est-ce ? « Ici » !", LONGEST_TEXT)
"""What the suite has said, in `LANGUAGE`."""

_SECONDS_PER_WORD: Final = (0.1, 1.5)


class SpeechContract:
    """What can be said is said, by any number of threads; what cannot, is refused with a reason."""

    @pytest.fixture
    def speech(self) -> ISpeech:
        """A speech that can say each of the `TEXTS`."""
        raise NotImplementedError

    @pytest.fixture
    def unavailable(self) -> ISpeech:
        """A speech that can say nothing in `LANGUAGE`."""
        raise NotImplementedError

    @pytest.mark.parametrize("text", TEXTS, ids=len)
    def test_what_has_no_obstacle_is_said(self, speech: ISpeech, text: str) -> None:
        assert speech.obstacle(text, LANGUAGE) is None
        recording = speech.say(text, LANGUAGE)
        assert recording.media_type.startswith("audio/")
        if recording.media_type == "audio/wav":
            shortest, longest = _SECONDS_PER_WORD
            assert shortest < _seconds(recording) / len(text.split()) < longest

    def test_language_tags_mean_the_same_in_capitals(self, speech: ISpeech) -> None:
        assert speech.obstacle(TEXTS[0], LANGUAGE.upper()) is None
        speech.say(TEXTS[0], LANGUAGE.upper())

    def test_other_quotes_and_spaces_are_no_obstacle(self, speech: ISpeech) -> None:
        assert speech.obstacle("l’eau", LANGUAGE) is None
        one, other = (speech.say(text, LANGUAGE) for text in ("l'eau", " l’eau\N{NO-BREAK SPACE}"))
        assert abs(len(one.content) - len(other.content)) < len(one.content) / 10

    def test_a_text_that_is_too_long_is_refused(self, speech: ISpeech) -> None:
        _require_refusal(speech, LONGEST_TEXT + "!")

    def test_an_obstacle_is_told_in_one_line(self, unavailable: ISpeech) -> None:
        for text in TEXTS:
            _require_refusal(unavailable, text)

    def test_threads_do_not_disturb_one_another(self, speech: ISpeech) -> None:
        alone = [len(speech.say(text, LANGUAGE).content) for text in TEXTS]
        with ThreadPoolExecutor(8) as pool:
            together = list(pool.map(lambda text: speech.say(text, LANGUAGE), TEXTS * 6))
        for recording, length in zip(together, alone * 6, strict=True):
            assert abs(len(recording.content) - length) <= length / 10


def _require_refusal(speech: ISpeech, text: str) -> None:
    reason = speech.obstacle(text, LANGUAGE)
    assert reason
    assert "\n" not in reason
    with pytest.raises(SpeechUnavailableError, match=r".") as refusal:
        speech.say(text, LANGUAGE)
    assert str(refusal.value) == reason


def _seconds(recording: Recording) -> float:
    with wave.open(io.BytesIO(recording.content)) as file:
        frames: int = file.getnframes()
        return frames / int(file.getframerate())
