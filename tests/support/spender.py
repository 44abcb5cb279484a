"""A process that asks the tutor many things at once: `spender.py CALLS GO-FILE [hang]`.

It prints how many replies came of each source, or of each refusal.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from os import environ, getpid
from pathlib import Path

from attrs import define

from parlons.application.environment import settings_from
from parlons.application.ports.llm_client import ILLMClient
from parlons.container import Container
from parlons.domain.identity.principal import Principal
from parlons.domain.spending.refusal import LimitReachedError
from parlons.domain.tutoring.completion import Completion, CompletionRequest, TextDelta
from parlons.domain.tutoring.question import TutorQuestion
from parlons.domain.tutoring.reply import ReplySource
from parlons.domain.tutoring.usage import ModelCall

LEARNER = Principal("ada")


@define
class DearestLLMClient(ILLMClient):
    """Takes as many tokens as it can, and its time; for ever where it `hangs`."""

    hangs: bool
    model: str = "dear"
    source: ReplySource = ReplySource.MODEL

    def complete(self, request: CompletionRequest) -> Completion:
        return next(each for each in self.stream(request) if isinstance(each, Completion))

    def stream(self, request: CompletionRequest) -> Generator[TextDelta | Completion, None, None]:
        yield TextDelta("Well,")
        time.sleep(10_000 if self.hangs else 0.2)
        call = ModelCall(model=self.model, usage=request.worst_usage)
        yield Completion(text="Well,", call=call)


def main(calls: int, go: Path, *, hangs: bool) -> None:
    container = Container(settings=settings_from(environ), llm_client=DearestLLMClient(hangs))
    ask = container.ask_tutor
    for each in (ask, container.database):
        each()
    (go.parent / f"{go.name}.{getpid()}").touch()
    while not go.exists():
        time.sleep(0.01)

    def outcome(number: int) -> str:
        question = TutorQuestion(text=f"Qwzx {number:04} of {getpid():08}?")
        try:
            return ask()(LEARNER, question).source
        except LimitReachedError as refusal:
            return type(refusal).__name__

    with ThreadPoolExecutor(calls) as pool:
        print(json.dumps(Counter(pool.map(outcome, range(calls)))))
    container.shutdown_resources()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), hangs="hang" in sys.argv)
