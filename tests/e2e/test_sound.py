"""Sound as a browser gets it: from a server, made by the real voice."""

import http.client
import io
import json
import subprocess
import wave
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from attrs import frozen
from tests.support.command import PARLONS, environment, free_port, run_parlons
from tests.support.course_folder import SECOND_UNIT, write_course
from tests.support.processes import wait_until
from tests.support.voice import require_espeak

SENTENCE = "Deux cafés, s'il vous plaît, et une baguette."
LISTENING = f"""\
      - type: listening
        slug: order
        prompt: Listen.
        transcript: {SENTENCE}
"""


@frozen
class Server:
    """A running server with one spoken exercise, and its learner."""

    port: int
    token: str
    audio: str
    recordings: Path

    def get(self, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", path, headers={"Authorization": f"Bearer {self.token}", **named})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response, body


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Generator[Server, None, None]:
    require_espeak()
    tmp_path = tmp_path_factory.mktemp("server")
    course = write_course(tmp_path / "course", second=SECOND_UNIT + LISTENING)
    assert run_parlons(tmp_path, "courses", "import", str(course)).returncode == 0
    port, printed = free_port(), tmp_path / "stdout"
    with (
        printed.open("wb") as stdout,
        subprocess.Popen(
            [*PARLONS, "serve", "--port", str(port)], env=environment(tmp_path), stdout=stdout
        ) as process,
    ):
        wait_until(lambda: bool(printed.read_text()), "the address", seconds=60)
        token = logged_in(port)
        recordings = tmp_path / ".parlons" / "speech"
        yield Server(port, token, spoken_exercise(Server(port, token, "", recordings)), recordings)
        process.terminate()


def logged_in(port: int) -> str:
    ada = {"email": "ada@example.org", "password": "correct horse"}
    reply: dict[str, str] = {}
    for path, body in (("register", {**ada, "displayName": "Ada"}), ("login", ada)):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        kind = {"Content-Type": "application/json"}
        connection.request("POST", f"/api/auth/{path}", json.dumps(body), kind)
        reply = json.loads(connection.getresponse().read())
        connection.close()
    return reply["accessToken"]


def spoken_exercise(server: Server) -> str:
    lesson = json.loads(server.get("/api/lessons/2")[1])
    [exercise] = [each for each in lesson["exercises"] if each["sound"]]
    assert exercise["sound"] == {"available": True, "reason": None, "text": None}
    return f"/api/exercises/{exercise['id']}/audio"


def test_a_sentence_is_heard_whole_in_parts_and_by_many_at_once(server: Server):
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: server.get(server.audio), range(16)))
    assert {response.status for response, _ in answers} == {200}
    assert len({body for _, body in answers}) == 1
    response, whole = answers[0]
    assert response.headers["Content-Type"] == "audio/wav"
    with wave.open(io.BytesIO(whole)) as file:
        seconds = file.getnframes() / file.getframerate()
        assert any(file.readframes(file.getnframes()))
    assert 0.2 < seconds / len(SENTENCE.split()) < 1

    found = b""
    while len(found) < len(whole):
        wanted = f"bytes={len(found)}-{len(found) + 19_999}"
        response, part = server.get(server.audio, Range=wanted)
        assert (response.status, response.headers["Content-Length"]) == (206, str(len(part)))
        found += part
    assert found == whole

    tag = response.headers["ETag"]
    response, body = server.get(server.audio, If_None_Match=tag)
    assert (response.status, body) == (304, b"")


def test_a_damaged_file_is_made_anew(server: Server):
    server.get(server.audio)
    [file] = server.recordings.glob("voice/*.wav")
    file.write_bytes(b"")
    response, body = server.get(server.audio)
    assert (response.status, body) == (200, file.read_bytes())
    assert len(body) > 10_000


def test_what_a_person_records_is_heard_at_once(server: Server):
    server.get(server.audio)
    [file] = server.recordings.glob("voice/*.wav")
    recorded = server.recordings / f"{file.stem}.mp3"
    recorded.write_bytes(b"any bytes")
    response, body = server.get(server.audio)
    recorded.unlink()
    assert (response.headers["Content-Type"], body) == ("audio/mpeg", b"any bytes")
