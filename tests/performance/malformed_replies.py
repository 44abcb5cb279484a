"""What becomes of malformed replies, and what that costs.

Prints each row of the table with the step that mended it, the result, whether it is degraded, the
calls and their cost in micro-dollars at 0.25 dollars per million tokens of input and 2 of output,
tokens estimated, and the milliseconds of our own. Fails where a row ends at another step than the
table says, or takes longer than two seconds.
"""

import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parents[2]
sys.path.insert(0, str(REPOSITORY))

from tests.support.structured_tasks import (  # noqa: E402
    TASKS,
    Teller,
    reply_decoder,
    result,
    table,
)

from parlons.application.ports.reply_decoder import IReplyDecoder  # noqa: E402
from parlons.application.tutoring.structured.reply_ladder import ReplyLadder  # noqa: E402
from parlons.domain.tutoring.usage import ModelPrice  # noqa: E402

PRICE = ModelPrice(input=250_000, cached_input=25_000, output=2_000_000)
LONGEST_SECONDS = 2.0
SHOWN = 60


def main() -> None:
    decoder = reply_decoder()
    print(f"{'reply':48} {'step':12} {'degraded':8} calls  cost     ms  result")
    steps = Counter(_climbed(decoder, row) for row in table())
    print(", ".join(f"{step}: {times}" for step, times in steps.most_common()))
    sys.exit(steps["WRONG"] > 0)


def _climbed(decoder: IReplyDecoder, row: dict[str, Any]) -> str:
    teller, started = Teller(row["replies"]), time.perf_counter()
    reply = ReplyLadder(decoder).climb(TASKS[row["task"]](), teller)
    seconds = time.perf_counter() - started
    cost = sum(map(PRICE.cost, teller.usages))
    shown = result(reply).replace("\n", " ")
    print(
        f"{row['name'][:48]:48} {reply.step:12} {'yes' if reply.degraded else 'no':8}"
        f" {reply.calls:5} {cost:5} {seconds * 1000:6.1f}  {shown[:SHOWN]}"
    )
    is_right = reply.step == row["step"] and seconds < LONGEST_SECONDS
    return str(reply.step) if is_right else "WRONG"


if __name__ == "__main__":
    main()
