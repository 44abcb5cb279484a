import pytest

from parlons.application.ports.llm_client import LLMUnavailableError
from parlons.application.tutoring.retries import Pauses

BUSY = LLMUnavailableError("busy", may_pass=True)


def longest(_lowest: float, highest: float) -> float:
    return highest


def patient(limit: int = 7, seconds: float = 1000.0) -> Pauses:
    """Each pause is the longest that its jitter allows."""
    return Pauses(limit, seconds, longest)


def test_pauses_double_up_to_eight_seconds():
    pauses = [patient().next(failed, BUSY, 0.0) for failed in range(1, 8)]
    assert pauses == [0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0]


def test_a_pause_is_anything_up_to_its_longest():
    asked: list[tuple[float, float]] = []

    def uniform(lowest: float, highest: float) -> float:
        asked.append((lowest, highest))
        return 0.0

    assert Pauses(1, 10.0, uniform).next(1, BUSY, 0.0) == 0.0
    assert asked == [(0.0, 0.5)]


def test_chance_decides_where_nobody_else_does():
    drawn = {Pauses(1, 10.0).next(1, BUSY, 0.0) for _ in range(20)}
    assert len(drawn) > 1
    assert all(pause is not None and 0.0 <= pause <= 0.5 for pause in drawn)


@pytest.mark.parametrize(("asked", "failed", "pause"), [(3.0, 1, 3.0), (0.1, 2, 1.0)])
def test_a_server_may_ask_for_more_but_not_for_less(asked: float, failed: int, pause: float):
    error = LLMUnavailableError("busy", may_pass=True, retry_after=asked)
    assert patient().next(failed, error, 0.0) == pause


def test_what_will_not_pass_is_not_tried_again():
    error = LLMUnavailableError("refused", retry_after=1.0)
    assert patient().next(1, error, 0.0) is None


@pytest.mark.parametrize(("limit", "failed"), [(0, 1), (2, 3), (2, 2_000)])
def test_tries_are_used_up(limit: int, failed: int):
    assert patient(limit).next(failed, BUSY, 0.0) is None


def test_the_last_try_that_is_allowed_is_made():
    assert patient(2).next(2, BUSY, 0.0) == 1.0


@pytest.mark.parametrize(("passed", "pause"), [(29.4, 0.5), (29.5, None), (60.0, None)])
def test_no_pause_is_begun_that_would_outlast_the_time(passed: float, pause: float | None):
    assert patient(seconds=30.0).next(1, BUSY, passed) == pause


def test_nor_one_that_a_server_asks_for():
    error = LLMUnavailableError("busy", may_pass=True, retry_after=60.0)
    assert patient(seconds=30.0).next(1, error, 0.0) is None
