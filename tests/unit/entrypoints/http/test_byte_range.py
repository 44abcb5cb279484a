"""Which part of ten bytes a header asks for."""

import pytest

from parlons.entrypoints.http.byte_range import ByteRange, byte_range
from parlons.entrypoints.http.problem import Refusal

SIZE = 10
MANY = "9" * 5000


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-9", 0, 9),
        ("bytes=3-5", 3, 5),
        ("bytes=9-9", 9, 9),
        ("bytes=3-", 3, 9),
        ("bytes=0-", 0, 9),
        ("bytes=3-99", 3, 9),
        (f"bytes=3-{MANY}", 3, 9),
        ("bytes=-1", 9, 9),
        ("bytes=-10", 0, 9),
        ("bytes=-99", 0, 9),
        (f"bytes=-{MANY}", 0, 9),
        ("Bytes=0-1", 0, 1),
        ("bytes= 0-1 ", 0, 1),
        ("bytes=,\t0-1 ,", 0, 1),
        ("bytes=00-01", 0, 1),
    ],
)
def test_a_range_that_is_there(header: str, first: int, last: int):
    assert byte_range(header, SIZE) == ByteRange(first, last)


@pytest.mark.parametrize(
    "header",
    [
        *(None, "", "bytes", "bytes=", "bytes=-", "bytes=,", "bytes 0-1", "0-1"),
        *("lines=0-1", "bytes=5-3", f"bytes={MANY}1-3", "bytes=a-b", "bytes=1", "bytes=--1"),
        *("bytes=0-1,3-4", "bytes=0-1, 99-", "bytes=0 - 1", "bytes=-1-2", "bytes=0-1-2"),
        *("bytes=0x0-1", "bytes=+0-1", "bytes=٠-١", "bytes=0.0-1", "bytes=0-1;q=1", "bytes==0-1"),
    ],
)
def test_all_is_sent_where_no_single_range_is_asked_for(header: str | None):
    assert byte_range(header, SIZE) is None


@pytest.mark.parametrize(
    "header", ["bytes=10-", "bytes=10-20", f"bytes={MANY}-", "bytes=-0", "bytes=-000"]
)
def test_a_range_beyond_the_end_is_refused_with_the_size(header: str):
    with pytest.raises(Refusal) as refusal:
        byte_range(header, SIZE)
    assert refusal.value.kind.status == 416
    assert refusal.value.headers == (("Content-Range", "bytes */10"),)
