"""Sound over HTTP: whole, in parts, or with the reason why there is none."""

import io
import wave
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.support.api import Api, Reply
from tests.support.every_exercise import EXERCISES

from parlons.container import Container

LISTENING, SPEAKING, FLASHCARD = "/api/exercises/6", "/api/exercises/7", "/api/exercises/8"
AUDIO = f"{LISTENING}/audio"
WORD = "/api/learning-paths/1/pronunciation"
LINE = "/api/lessons/1/dialogue/1/audio"


@pytest.fixture
def mute(container: Container) -> Iterator[None]:
    container.speech().broken = True
    yield
    container.speech().broken = False


def part(learner: Api, wanted: str, **headers: str) -> Reply:
    return learner.send("GET", AUDIO, headers={"range": wanted, **headers})


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (AUDIO, 2),
        (f"{SPEAKING}/audio", 1),
        (LINE, 2),
        (f"{WORD}?term=bonsoir", 1),
        (f"{WORD}?term=L%E2%80%99ami%20dit%20bonsoir.", 3),
    ],
)
def test_it_is_a_file_that_lasts_as_long_as_the_words(learner: Api, path: str, words: int):
    reply = learner.send("GET", path)
    assert (reply.status, reply.headers["content-type"]) == (200, "audio/wav")
    assert reply.headers["content-length"] == str(len(reply.body))
    assert reply.headers["accept-ranges"] == "bytes"
    assert reply.headers["cache-control"].startswith("private")
    assert reply.headers["x-content-type-options"] == "nosniff"
    with wave.open(io.BytesIO(reply.body)) as file:
        assert 0.3 * words <= file.getnframes() / file.getframerate() <= words


def test_what_a_caller_has_is_not_sent_again(learner: Api):
    tag = learner.send("GET", AUDIO).headers["etag"]
    assert not tag.startswith("W/")
    reply = learner.send("GET", AUDIO, headers={"if-none-match": tag, "range": "bytes=0-1"})
    assert (reply.status, reply.body, reply.headers["etag"]) == (304, b"", tag)
    assert learner.send("GET", AUDIO, headers={"if-none-match": '"other"'}).status == 200


def test_parts_put_together_are_the_whole(learner: Api):
    whole = learner.send("GET", AUDIO)
    size, found = len(whole.body), b""
    while len(found) < size:
        reply = part(learner, f"bytes={len(found)}-{len(found) + 2999}")
        last = len(found) + len(reply.body) - 1
        assert reply.status == 206
        assert reply.headers["content-range"] == f"bytes {len(found)}-{last}/{size}"
        assert reply.headers["content-length"] == str(len(reply.body))
        assert reply.headers["etag"] == whole.headers["etag"]
        found += reply.body
    assert found == whole.body
    assert part(learner, "bytes=-100").body == whole.body[-100:]


@pytest.mark.parametrize("wanted", ["bytes=0-1,4-5", "bytes=2-1", "seconds=0-1", "bytes"])
def test_all_is_sent_for_a_range_that_is_none_or_several(learner: Api, wanted: str):
    reply = part(learner, wanted)
    assert (reply.status, "content-range" in reply.headers) == (200, False)


def test_a_range_beyond_the_end_is_a_problem_with_the_size(learner: Api):
    size = len(learner.send("GET", AUDIO).body)
    reply = part(learner, f"bytes={size}-")
    assert (reply.status, reply.headers["content-range"]) == (416, f"bytes */{size}")
    assert reply.json()["type"] == "/docs#range-not-satisfiable"


def test_a_part_of_another_file_is_not_sent(learner: Api):
    tag = learner.send("GET", AUDIO).headers["etag"]
    assert part(learner, "bytes=0-1", **{"if-range": tag}).status == 206
    for condition in (f"W/{tag}", '"other"', "Sat, 28 Feb 2026 00:00:00 GMT"):
        assert part(learner, "bytes=0-1", **{"if-range": condition}).status == 200
        assert part(learner, "bytes=99999999-", **{"if-range": condition}).status == 200


def test_head_takes_no_part(learner: Api):
    reply = learner.send("HEAD", AUDIO, headers={"range": "bytes=0-1"})
    assert (reply.status, reply.body) == (200, b"")
    assert reply.headers["content-length"] == str(len(learner.send("GET", AUDIO).body))


def test_whoever_asks_at_once_gets_the_same(learner: Api):
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda _: learner.send("GET", AUDIO), range(24)))
    assert {reply.status for reply in replies} == {200}
    assert len({reply.body for reply in replies}) == 1


def test_where_there_is_no_sound_the_problem_says_why(mute: None, learner: Api):
    for path in (AUDIO, LINE, f"{WORD}?term=bonsoir"):
        problem = learner.send("GET", path).json()
        assert (problem["status"], problem["type"]) == (404, "/docs#no-sound")
        assert problem["detail"] == "told to fail"


@pytest.mark.parametrize(
    "path", [f"{FLASHCARD}/audio", "/api/exercises/99/audio", f"{WORD}?term=secret%20salut"]
)
def test_what_has_no_sound_is_not_found(learner: Api, path: str):
    assert learner.send("GET", path).json()["type"] == "/docs#not-found"


@pytest.mark.parametrize("query", ["", "?term=", f"?term={'a' * 501}", "?term=a&term=b", "?t=a"])
def test_a_word_must_be_one(learner: Api, query: str):
    assert learner.send("GET", WORD + query).status == 422


def test_visitors_hear_nothing(visitor: Api):
    assert {visitor.send("GET", path).status for path in (AUDIO, LINE, WORD)} == {401}


def test_a_dictation_leaves_with_the_lesson_only_where_it_cannot_be_heard(
    container: Container, learner: Api
):
    lesson = learner.send("GET", "/api/lessons/1")
    assert b"secret" not in lesson.body
    sounds = [each["sound"] for each in lesson.json()["exercises"]]
    heard = {"available": True, "reason": None, "text": None}
    assert sounds == [None, None, None, None, None, heard, heard, None]
    container.speech().broken = True
    silent = learner.send("GET", "/api/lessons/1").json()["exercises"][5]
    assert silent["sound"] == {
        "available": False,
        "reason": "told to fail",
        "text": EXERCISES[5].transcript,
    }


def test_the_description_tells_of_files_and_their_parts(learner: Api):
    document = learner.send("GET", "/openapi.json").json()
    described = document["paths"][WORD.replace("/1/", "/{pathId}/")]["get"]
    assert described["responses"]["200"]["content"] == {"audio/*": {}}
    assert {"206", "304", "404", "416"} <= described["responses"].keys()
    parameters = {each["name"]: each for each in described["parameters"]}
    assert parameters["term"]["required"] is True
    assert "required" not in parameters["Range"]
