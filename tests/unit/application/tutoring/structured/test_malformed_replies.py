import time
from typing import Any

import pytest
from tests.support.structured_tasks import TASKS, Teller, reply_decoder, result, table

from parlons.application.tutoring.structured.reply_ladder import ReplyLadder

ROWS = table()
DEGRADED = {"salvaged", "plain_text", "fallback"}


def test_the_table_is_long_enough_and_knows_every_step():
    assert len(ROWS) >= 60
    assert len({row["name"] for row in ROWS}) == len(ROWS)
    steps = {"strict", "repaired", "asked_again", *DEGRADED}
    assert {row["step"] for row in ROWS} == steps


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_a_malformed_reply_is_mended_at_the_step_foreseen(row: dict[str, Any]):
    teller, started = Teller(row["replies"]), time.perf_counter()
    reply = ReplyLadder(reply_decoder()).climb(TASKS[row["task"]](), teller)
    assert (reply.step, reply.calls) == (row["step"], row["calls"])
    assert reply.degraded is (reply.reason is not None) is (row["step"] in DEGRADED)
    assert row["value"] in result(reply)
    assert len(teller.requests) == len(row["replies"])
    assert time.perf_counter() - started < 4
