"""Many processes share one SQLite file."""

from pathlib import Path

import pytest
from tests.performance.concurrent_writers import run


@pytest.mark.slow
def test_eight_writing_processes_meet_no_lock_and_lose_nothing(tmp_path: Path):
    outcome = run(tmp_path, seconds=3)
    assert (outcome.locked, outcome.lost) == (0, 0)
    assert outcome.fewest > 0
