"""A generator is streamed as it runs, and ended when nobody reads any more."""

import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar

import pytest

from parlons.entrypoints.http.event_stream import EventStream, Identified, Written

LONG = 60.0
SHORT = 0.02
COMMENT = b":\n\n"

Open = Callable[..., EventStream]


class Words:
    """Gives words; before each it waits until it may go on."""

    def __init__(self, *words: str) -> None:
        self.words = words
        self.go_on = threading.Semaphore(0)
        self.closed = threading.Event()
        self.threads: list[int] = []

    def spoken(self) -> Generator[str, None, None]:
        try:
            for word in self.words:
                self.go_on.acquire(timeout=LONG)
                self.threads.append(threading.get_ident())
                yield word
        finally:
            self.closed.set()


@pytest.fixture
def ended() -> list[str]:
    return []


@pytest.fixture
def stream(ended: list[str]) -> Iterator[Open]:
    with ThreadPoolExecutor() as executor:

        def open_(events: Generator, heartbeat_seconds: float = LONG) -> EventStream:
            return EventStream(
                events,
                lambda word: ("word", word.encode(), None),
                executor=executor,
                ended=lambda: ended.append("ended"),
                heartbeat_seconds=heartbeat_seconds,
            )

        yield open_


def test_events_are_numbered_and_come_after_a_comment(stream: Open, ended: list[str]):
    words = Words("un", "deux")
    words.go_on.release(2)
    assert list(stream(words.spoken())) == [
        COMMENT,
        b"id: 1\nevent: word\ndata: un\n\n",
        b"id: 2\nevent: word\ndata: deux\n\n",
    ]
    assert (words.closed.is_set(), ended) == (True, ["ended"])


def test_an_event_that_nobody_can_go_on_after_has_no_number(ended: list[str]):
    def write(word: object) -> Written:
        return "word", str(word).encode(), 0 if word == "fin" else 7

    with ThreadPoolExecutor() as executor:
        stream = EventStream(
            (word for word in ("un", "fin")),
            write,
            executor=executor,
            ended=lambda: ended.append("ended"),
            heartbeat_seconds=LONG,
        )
        assert list(stream)[1:] == [
            b"id: 7\nevent: word\ndata: un\n\n",
            b"event: word\ndata: fin\n\n",
        ]


def test_an_event_may_have_an_id_that_is_no_number_and_an_id_may_come_alone(stream: Open):
    words = (Identified("a:0"), Identified("a:1", "un"), "deux")
    assert list(stream(word for word in words))[1:] == [
        b"id: a:0\n\n",
        b"id: a:1\nevent: word\ndata: un\n\n",
        b"id: 1\nevent: word\ndata: deux\n\n",
    ]


def test_the_response_begins_before_the_first_event(stream: Open):
    words = Words("un")
    assert next(stream(words.spoken())) == COMMENT
    assert words.threads == []


def test_comments_bridge_a_silence_and_nothing_is_lost(stream: Open):
    words = Words("un")
    events = stream(words.spoken(), SHORT)
    assert [next(events) for _ in range(3)] == [COMMENT] * 3
    words.go_on.release()
    rest = b"".join(events)
    assert rest.replace(COMMENT, b"") == b"id: 1\nevent: word\ndata: un\n\n"


def test_a_reader_that_leaves_between_events_ends_the_generator(stream: Open, ended: list[str]):
    words = Words("un", "deux")
    words.go_on.release()
    events = stream(words.spoken())
    next(events)
    next(events)
    events.close()
    assert (words.closed.is_set(), ended) == (True, ["ended"])
    assert list(events) == []


def test_a_reader_that_leaves_in_a_silence_ends_it_with_the_next_event(
    stream: Open, ended: list[str]
):
    words = Words("un", "deux")
    events = stream(words.spoken(), SHORT)
    assert [next(events) for _ in range(2)] == [COMMENT] * 2
    events.close()
    assert (words.closed.is_set(), ended) == (False, [])
    words.go_on.release()
    assert words.closed.wait(LONG)
    assert len(words.threads) == 1


def test_a_reader_that_never_reads_leaves_nothing_open(stream: Open, ended: list[str]):
    words = Words("un")
    stream(words.spoken()).close()
    assert (words.threads, ended) == ([], ["ended"])


def test_it_is_ended_once_only(stream: Open, ended: list[str]):
    events = stream(Words().spoken())
    list(events)
    events.close()
    assert ended == ["ended"]


def test_an_error_reaches_the_reader(stream: Open, ended: list[str]):
    def broken() -> Generator[str, None, None]:
        yield "un"
        raise RuntimeError("deux")

    events = stream(broken())
    next(events)
    next(events)
    with pytest.raises(RuntimeError, match="deux"):
        next(events)
    events.close()
    assert ended == ["ended"]


def test_the_generator_runs_in_the_context_it_was_made_in(stream: Open):
    request: ContextVar[str] = ContextVar("request")

    def ask() -> Generator[str, None, None]:
        yield request.get()

    token = request.set("mine")
    events = stream(ask())
    request.reset(token)
    assert b"data: mine\n" in b"".join(events)
