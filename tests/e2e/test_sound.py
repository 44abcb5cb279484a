"""Sound as a browser gets it: from a server, made by the real voice."""

import io
import wave
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from attrs import frozen
from tests.support.command import run_parlons
from tests.support.course_folder import SECOND_UNIT, write_course
from tests.support.live_server import Visitor, serving
from tests.support.voice import require_espeak

SENTENCE = "Deux cafés, s'il vous plaît, et une baguette."
LISTENING = f"""\
      - type: listening
        slug: order
        prompt: Listen.
        transcript: {SENTENCE}
"""


@frozen
class Classroom:
    """One spoken exercise, its learner, and where the recordings are."""

    learner: Visitor
    audio: str
    recordings: Path


@pytest.fixture(scope="module")
def classroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Classroom]:
    require_espeak()
    tmp_path = tmp_path_factory.mktemp("server")
    course = write_course(tmp_path / "course", second=SECOND_UNIT + LISTENING)
    assert run_parlons(tmp_path, "courses", "import", str(course)).returncode == 0
    with serving(tmp_path) as visitor:
        learner = visitor.registered("ada")
        recordings = tmp_path / ".parlons" / "speech"
        yield Classroom(learner, spoken_exercise(learner), recordings)


def spoken_exercise(learner: Visitor) -> str:
    lesson = learner.get("/api/lessons/2").json
    [exercise] = [each for each in lesson["exercises"] if each["sound"]]
    assert exercise["sound"] == {"available": True, "reason": None, "text": None}
    return f"/api/exercises/{exercise['id']}/audio"


def test_a_sentence_is_heard_whole_in_parts_and_by_many_at_once(classroom: Classroom):
    learner, audio = classroom.learner, classroom.audio
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: learner.get(audio), range(16)))
    assert {answer.status for answer in answers} == {200}
    assert len({answer.body for answer in answers}) == 1
    assert answers[0].headers["Content-Type"] == "audio/wav"
    whole = answers[0].body
    with wave.open(io.BytesIO(whole)) as file:
        seconds = file.getnframes() / file.getframerate()
        assert any(file.readframes(file.getnframes()))
    assert 0.2 < seconds / len(SENTENCE.split()) < 1

    found = b""
    while len(found) < len(whole):
        wanted = f"bytes={len(found)}-{len(found) + 19_999}"
        part = learner.get(audio, Range=wanted)
        assert (part.status, part.headers["Content-Length"]) == (206, str(len(part.body)))
        found += part.body
    assert found == whole

    again = learner.get(audio, If_None_Match=answers[0].headers["ETag"])
    assert (again.status, again.body) == (304, b"")


def test_a_damaged_file_is_made_anew(classroom: Classroom):
    classroom.learner.get(classroom.audio)
    [file] = classroom.recordings.glob("voice/*.wav")
    file.write_bytes(b"")
    answer = classroom.learner.get(classroom.audio)
    assert (answer.status, answer.body) == (200, file.read_bytes())
    assert len(answer.body) > 10_000


def test_what_a_person_records_is_heard_at_once(classroom: Classroom):
    classroom.learner.get(classroom.audio)
    [file] = classroom.recordings.glob("voice/*.wav")
    recorded = classroom.recordings / f"{file.stem}.mp3"
    recorded.write_bytes(b"any bytes")
    answer = classroom.learner.get(classroom.audio)
    recorded.unlink()
    assert (answer.headers["Content-Type"], answer.body) == ("audio/mpeg", b"any bytes")
