"""Streams are capped, so that threads remain for requests."""

from collections.abc import Generator

import pytest

from parlons.entrypoints.http.event_stream import EventStream
from parlons.entrypoints.http.problem import TOO_MANY, UNAVAILABLE, Refusal
from parlons.entrypoints.http.streams import STREAMS_PER_USER, Streams


def events() -> Generator[str, None, None]:
    yield "un"


def open_stream(streams: Streams, user_id: str) -> EventStream:
    return streams.open(user_id, events(), lambda word: ("word", word.encode()))


def test_a_user_may_read_a_few_at_once_and_another_when_one_ends():
    streams = Streams(threads=64)
    opened = [open_stream(streams, "ada") for _ in range(STREAMS_PER_USER)]
    with pytest.raises(Refusal) as refused:
        open_stream(streams, "ada")
    assert refused.value.kind is TOO_MANY
    assert dict(refused.value.headers)["Retry-After"]
    open_stream(streams, "grace").close()
    opened[0].close()
    assert b"un" in b"".join(open_stream(streams, "ada"))


def test_all_together_leave_a_quarter_of_the_threads():
    streams = Streams(threads=8)
    opened = [open_stream(streams, f"user {number}") for number in range(6)]
    with pytest.raises(Refusal) as refused:
        open_stream(streams, "ada")
    assert refused.value.kind is UNAVAILABLE
    opened[0].close()
    open_stream(streams, "ada").close()


def test_one_thread_still_streams():
    assert b"un" in b"".join(open_stream(Streams(threads=1), "ada"))
