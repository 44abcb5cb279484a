"""A question to the tutor, beside a bare call of the openai SDK to the same server.

Nothing is kept of what was asked before, every stage is on, records are in SQLite; the server
answers at once. The SDK's call is not streamed, ours is. There is no embedding to subtract: no
stage of today's makes one.
"""

import sys
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from openai import OpenAI

REPOSITORY = Path(__file__).parents[2]
sys.path.insert(0, str(REPOSITORY))

from tests.performance._installations import installed  # noqa: E402
from tests.performance._ratio import ratio, report  # noqa: E402
from tests.performance._serving import served  # noqa: E402

from parlons.application.spending.admission import Admission  # noqa: E402
from parlons.application.spending.change_plan import PlanChange  # noqa: E402
from parlons.application.spending.spending_desk import SpendingDesk  # noqa: E402
from parlons.application.tutoring.answer_cache import AnswerCache  # noqa: E402
from parlons.application.tutoring.prompt import write_prompt  # noqa: E402
from parlons.application.tutoring.tutor_task import open_question  # noqa: E402
from parlons.container import Container  # noqa: E402
from parlons.domain.identity.principal import OPERATOR, Principal  # noqa: E402
from parlons.domain.spending.rate_limit import RateLimit  # noqa: E402
from parlons.domain.tutoring.question import TutorQuestion  # noqa: E402
from parlons.domain.tutoring.reply import ReplySource  # noqa: E402
from parlons.entrypoints.courses import bundled_course  # noqa: E402

LIMIT = 3.5
LEARNER = Principal("learner")
OFTEN = RateLimit(requests=1_000_000, seconds=1, burst=1_000_000)
STAGES = (
    (SpendingDesk, "open"),
    (Admission, "admit"),
    (AnswerCache, "find"),
    (SpendingDesk, "reserve"),
    (SpendingDesk, "dispatch"),
    (SpendingDesk, "settle"),
    (AnswerCache, "keep"),
)
SERVER = str(REPOSITORY / "tests/performance/_model_server.py")
CALLS = 300


def main() -> None:
    with ExitStack() as stack, TemporaryDirectory() as folder:
        server = stack.enter_context(served(SERVER))
        address = f"http://127.0.0.1:{server.port}/v1"
        container = installed(
            Path(folder),
            llm="openai",
            openai_base_url=address,
            openai_api_key="a-key",
            openai_model="fast",
            llm_input_price=100_000,
            llm_output_price=400_000,
        )
        container.import_course()(OPERATOR, container.course_source().load(bundled_course()))
        change = PlanChange(rank=0, requests=OFTEN, budget=10**11)
        container.change_plan()(OPERATOR, LEARNER.plan, change)
        ask, bare = asking(container), calling(container, address)
        within = report("a question to the tutor", ratio(ask, bare), LIMIT)
        streamed = calling(container, address, stream=True)
        report("beside a streamed call of the SDK", ratio(ask, streamed), None)
        stages(ask)
        container.shutdown_resources()
    sys.exit(not within)


def asking(container: Container) -> Callable[[], object]:
    numbers = count()

    def ask() -> object:
        question = TutorQuestion(text=f"What does bonsoir mean, for the {next(numbers)}th time?")
        reply = container.ask_tutor()(LEARNER, question)
        assert reply.source is ReplySource.MODEL, reply
        return reply

    return ask


def calling(container: Container, address: str, **more: Any) -> Callable[[], object]:
    client = OpenAI(base_url=address, api_key="a-key", max_retries=0)
    question = TutorQuestion(text="What does bonsoir mean, for the 1000th time?")
    request = write_prompt(open_question(container.unit_of_work(), LEARNER, question))
    messages: Any = [{"role": each.role, "content": each.content} for each in request.messages]

    def call() -> object:
        reply: Any = client.chat.completions.create(model="fast", messages=messages, **more)
        return list(reply) if more else reply.choices[0].message.content

    return call


def stages(ask: Callable[[], object]) -> None:
    """Print the median of each stage, and of what is left for the model's call and the rest."""
    taken: dict[str, list[float]] = defaultdict(list)
    for owner, name in STAGES:
        setattr(owner, name, timed(taken, f"{owner.__name__}.{name}", getattr(owner, name)))
    whole = timed(taken, "all", ask)
    for _ in range(CALLS):
        whole()
    medians = {name: median(times) * 1e3 for name, times in taken.items()}
    rest = 2 * medians["all"] - sum(medians.values())
    for name, milliseconds in medians.items():
        print(f"  {name:22} {milliseconds:6.2f} ms")
    print(f"  {'the call, and the rest':22} {rest:6.2f} ms")


def timed(taken: dict[str, list[float]], name: str, function: Any) -> Any:
    def measured(*args: Any, **kwargs: Any) -> Any:
        began = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            taken[name].append(time.perf_counter() - began)

    return measured


if __name__ == "__main__":
    main()
