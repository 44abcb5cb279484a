"""One round: learners learn, processes die, and then it is looked at what came of it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from random import Random
from typing import Final

from attrs import define, field
from tests.chaos.activities import LEARNERS, Activity, activities
from tests.chaos.broker import Stop
from tests.chaos.census import RELAY, SUPERVISOR, WEB, WEB_PROCESS, WORKER
from tests.chaos.evidence import Evidence
from tests.chaos.feeder import Feeder
from tests.chaos.installation import Installation
from tests.chaos.killer import Killer
from tests.chaos.verdict import Verdict
from tests.support.processes import wait_until

from parlons.application.events.consumer import subscriptions
from parlons.container import Container
from parlons.domain.identity.principal import OPERATOR
from parlons.domain.work.work_item import UNFINISHED

_BEHIND_THE_WEB: Final = {WORKER: 4, RELAY: 3}
_ANYBODY: Final = {SUPERVISOR: 1, WEB: 1, WEB_PROCESS: 2, **_BEHIND_THE_WEB}
_FEEDING_SECONDS: Final = 16.0
_OUTAGE_SECONDS: Final = 20.0
_DRAINING_SECONDS: Final = 120.0
_LEAVING_SECONDS: Final = 5.0
_WARM_ANSWERS: Final = 10


@define
class ChaosRound:
    """A number of activities, and what befalls the installation meanwhile.

    `stop_broker`, where there is a broker, takes it away for the time of a block.
    """

    verdict: Verdict
    installation: Installation
    random: Random
    number: int
    stop_broker: Stop | None = None
    _feeder: Feeder = field(init=False)
    _killer: Killer = field(init=False)

    def run(self) -> None:
        """Print the findings; leave no process, whatever happens."""
        try:
            told = self._prepare()
            with self.installation.kept_running():
                self._wait_for_web()
                self.verdict.say_when("the web server answers")
                self._learn(told)
                self.verdict.say_when("everything is told")
                self._wait_for_work()
                self.verdict.say_when("everything is worked on")
            self._judge()
            statuses = self.installation.end()
            self.verdict.on_end(statuses, self.installation.left_after(_LEAVING_SECONDS))
        finally:
            self.installation.wipe_out()
        self.verdict.say_when("over")

    def _prepare(self) -> list[Activity]:
        with self._container() as container:
            container.database().upgrade()
            told = activities(container, self.number, self.random)
            issue = container.token_issuer().issue
            tokens = {each.user_id: issue(each).token for each in LEARNERS}
        self._feeder = Feeder(self.installation.port, tokens, Random(self.random.random()))
        self._killer = Killer(self.installation.mark, Random(self.random.random()), _ANYBODY)
        return told

    def _learn(self, told: list[Activity]) -> None:
        broken_for = _OUTAGE_SECONDS if self.stop_broker else 0.0
        with (
            self._feeder.feeding(told, _FEEDING_SECONDS + broken_for),
            self._killer.killing(),
        ):
            time.sleep(_FEEDING_SECONDS / 2)
            if self.stop_broker:
                self._learn_without_broker(self.stop_broker)
            time.sleep(_FEEDING_SECONDS / 2)

    def _learn_without_broker(self, stop_broker: Stop) -> None:
        self._killer.roles = _BEHIND_THE_WEB
        self._wait_for_web()
        self._feeder.wait_for_answers(_WARM_ANSWERS)  # the first ones of a process take longer
        began = time.monotonic()
        with stop_broker():
            time.sleep(_OUTAGE_SECONDS)
        ended = time.monotonic()
        self._killer.roles = _ANYBODY
        self.verdict.on_outage(self._feeder.between(began, ended), ended - began)

    def _judge(self) -> None:
        self.verdict.on_kills(self._killer.kills, self.installation.restarts)
        self.verdict.on_learners(self._feeder, self.number)
        with self._container() as container:
            evidence = Evidence.of(container.database())
            subscribed = subscriptions(container.consumers())
        self.verdict.on_store(evidence, self._feeder, subscribed)
        self.verdict.on_replay(self.installation)

    @contextmanager
    def _container(self) -> Iterator[Container]:
        container = self.installation.container()
        try:
            yield container
        finally:
            container.shutdown_resources()

    def _wait_for_web(self) -> None:
        wait_until(self.installation.answers, "an answer of the web server", 60)

    def _wait_for_work(self) -> None:
        """Return when all is done, or after two minutes."""
        with self._container() as container:
            count_work = container.count_work()

            def is_done() -> bool:
                return not any(status in UNFINISHED for _, status in count_work(OPERATOR))

            with suppress(AssertionError):  # what is left, the verdict names
                wait_until(is_done, "the end of all work", _DRAINING_SECONDS)
