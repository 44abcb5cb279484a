"""How a course gets its sound."""

from collections.abc import Iterator
from typing import Final

from rich.progress import Progress

from parlons.application.environment import variable
from parlons.application.ports.speech import SpeechUnavailableError
from parlons.container import Container
from parlons.domain.errors import ParlonsError
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.learning.spoken_texts import spoken_texts
from parlons.entrypoints.cli.output import ERR

_KEEPS: Final = "espeak"


class NoVoiceError(ParlonsError):
    """There is nobody to say what is not recorded yet."""


def missing_recordings(container: Container, course: LearningPath) -> Iterator[tuple[str, str]]:
    """Yield each text that no person has recorded, after the name that a recording of it needs."""
    recordings, language = container.recordings(), course.target_language
    for text in spoken_texts(course):
        if not recordings.is_recorded(text, language):
            yield f"{recordings.name(text, language)}.wav", text


def record(container: Container, course: LearningPath) -> str:
    """Have everything said that has no recording, with a progress bar in a terminal.

    Return how much was made, was there, and cannot be said. Raises `NoVoiceError`.
    """
    recordings, language = container.recordings(), course.target_language
    texts = spoken_texts(course)
    missing = [text for text in texts if recordings.find(text, language) is None]
    made = _say(container, course, missing) if missing else 0
    there, unavailable = len(texts) - len(missing), len(missing) - made
    return f"{course.title} ({course.slug}): {made} made, {there} there, {unavailable} unavailable"


def _say(container: Container, course: LearningPath, texts: list[str]) -> int:
    _require_voice(container, course, texts)
    speech, made = container.speech(), 0
    with Progress(console=ERR, transient=True, disable=not ERR.is_terminal) as progress:
        for text in progress.track(texts, description=f"recording {course.title}"):
            try:
                speech.say(text, course.target_language)
            except SpeechUnavailableError:
                continue
            made += container.recordings().find(text, course.target_language) is not None
    return made


def _require_voice(container: Container, course: LearningPath, texts: list[str]) -> None:
    chosen = container.settings().speech
    if chosen != _KEEPS:
        name = variable("speech")
        raise NoVoiceError(f"{name}={chosen} makes no recordings; {name}={_KEEPS} does")
    reasons = [container.speech().obstacle(text, course.target_language) for text in texts]
    if all(reasons):
        raise NoVoiceError(str(reasons[0]))
