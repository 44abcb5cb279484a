import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from uuid import UUID

import pytest

from parlons.adapters.system.sequence_id_generator import SequenceIdGenerator
from parlons.adapters.system.uuid7_generator import Uuid7Generator, Uuid7Sequence, uuid7_of


def milliseconds_of(made: UUID) -> int:
    return made.int >> 80


@pytest.fixture(params=[Uuid7Generator, Uuid7Sequence])
def new_id(request):
    made = request.param()
    return getattr(made, "new_id", made)


def test_the_layout_is_that_of_the_example_in_rfc_9562():
    tail = 0xCC3 << 62 | 0x18C4DC0C0C07398F
    assert uuid7_of(0x017F22E279B0, tail) == UUID("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")


def test_identifiers_of_one_process_are_strictly_increasing(new_id):
    made = [new_id() for _ in range(10_000)]
    assert all(earlier < later for earlier, later in pairwise(made))


def test_an_identifier_tells_the_millisecond_it_was_made(new_id):
    before = time.time_ns() // 1_000_000
    assert before <= milliseconds_of(new_id()) <= time.time_ns() // 1_000_000


def test_a_clock_that_steps_back_makes_no_earlier_identifier(mocker):
    clock = mocker.patch("time.time_ns", return_value=2_000_000_000)
    new_id = Uuid7Sequence()
    first = new_id()
    clock.return_value = 1_000_000_000
    assert new_id() > first


def test_threads_of_one_sequence_get_different_identifiers():
    new_id = Uuid7Sequence()
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: new_id(), range(4000)))
    assert len(set(made)) == 4000


def test_a_sequence_for_tests_counts():
    generator = SequenceIdGenerator()
    assert [str(generator.new_id()) for _ in range(2)] == [
        "00000000-0001-7000-8000-000000000000",
        "00000000-0002-7000-8000-000000000000",
    ]
