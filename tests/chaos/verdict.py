"""What is said about a round, and whether all was as it has to be."""

import time
from collections import Counter
from collections.abc import Sequence
from typing import Final

from attrs import define, field
from tests.chaos.census import Process
from tests.chaos.evidence import Evidence
from tests.chaos.feeder import Feeder, Sent
from tests.chaos.installation import Installation
from tests.support.command import run_parlons

from parlons.application.events.consumer import Subscriptions
from parlons.domain.work.work_item import UNFINISHED, WorkStatus

_SHOWN: Final = 3
_SLOWEST_SECONDS: Final = 2.0


@define
class Verdict:
    """Prints each finding as a line; one that is not as it has to be makes the run fail."""

    name: str
    is_failed: bool = field(default=False, init=False)
    _began: float = field(factory=time.monotonic, init=False)

    def say(self, text: str) -> None:
        """Print a finding."""
        print(f"chaos: {self.name}: {text}", flush=True)

    def say_when(self, text: str) -> None:
        """Print that something is so by now."""
        self.say(f"{text} after {time.monotonic() - self._began:.0f} s")

    def leave_out(self, why: str, *, is_failed: bool) -> None:
        """Say why the round does not take place."""
        self.is_failed = is_failed
        self.say(f"{'FAILED' if is_failed else 'skipped'}: {why}")

    def require(self, text: str, complaints: Sequence[object]) -> None:
        """Print what has to be so, and whatever speaks against it."""
        if not complaints:
            self.say(text)
            return
        self.is_failed = True
        self.say(f"FAILED: not so: {text}")
        for complaint in complaints[:_SHOWN]:
            self.say(f"  {complaint}")
        if len(complaints) > _SHOWN:
            self.say(f"  and {len(complaints) - _SHOWN} more")

    def on_kills(self, kills: Counter[str], restarts: int) -> None:
        """Say who was killed."""
        each = ", ".join(f"{times} {role}" for role, times in sorted(kills.items()))
        self.say(
            f"{kills.total()} kills ({each}), {restarts} services started again by this script"
        )
        self.require("somebody was killed", [] if kills else ["nobody"])

    def on_learners(self, feeder: Feeder, expected: int) -> None:
        """Judge what they were told."""
        unanswered = sum(each.status is None and not each.is_lost for each in feeder.sent)
        self.say(
            f"{len(feeder.sent)} requests, {unanswered} without a reply, the slowest"
            f" {max(each.seconds for each in feeder.sent):.2f} s"
        )
        self.require("nothing was refused", feeder.complaints)
        missing = expected - len(feeder.accepted)
        self.require(f"{expected} activities were accepted", [missing] if missing else [])

    def on_outage(self, sent: Sequence[Sent], seconds: float) -> None:
        """Judge the requests while the broker was away."""
        slowest = max((each.seconds for each in sent), default=0.0)
        failed = [each for each in sent if each.status != 202 or each.seconds > _SLOWEST_SECONDS]
        text = f"{len(sent)} requests while the broker was away for {seconds:.0f} s all succeeded"
        self.require(
            f"{text}, the slowest within {slowest:.2f} s", failed or [] if sent else ["none"]
        )

    def on_store(self, evidence: Evidence, feeder: Feeder, subscriptions: Subscriptions) -> None:
        """Judge what has become of the activities."""
        accepted = {(each.learner.user_id, str(each.event_id)) for each in feeder.accepted}
        stored = evidence.stored()
        twice = [key for key, rows in stored.items() if rows != 1]
        wrong = [*twice, *(accepted ^ stored.keys())]
        self.require(f"each of {len(accepted)} accepted activities is stored once", wrong)
        left = Counter((each.queue, each.status) for each in evidence.items)
        unfinished = [f"{left[each]} {each}" for each in left if each[1] in UNFINISHED]
        self.require("nothing is left to be done", unfinished)
        dead = [each for each in evidence.items if each.status == WorkStatus.DEAD]
        self.require("no item is dead", dead)
        self.require(
            f"each consumer has finished each of {len(evidence.events)} events once",
            evidence.missing_deliveries(subscriptions),
        )
        self.require(
            "no delivery is of an event that there is not",
            evidence.unfounded_deliveries(subscriptions),
        )
        self.require("analytics has one row for each activity", evidence.missing_facts())
        self.require("news are numbered without gaps", evidence.misnumbered())
        begun, effects = sum(each.attempt for each in evidence.items), len(evidence.items)
        self.say(f"{begun} deliveries begun for {effects} effects")
        for error, times in Counter(each.error for each in evidence.failures).most_common(5):
            self.say(f"  {times} attempts ended: {error[:150]}")

    def on_replay(self, installation: Installation) -> None:
        """Judge whether counts, points and achievements are those that follow from the events."""
        told = run_parlons(
            installation.home,
            *("progress", "rebuild", "--all", "--dry-run"),
            **installation.variables,
            PARLONS_DATA_DIR=str(installation.home),
        )
        lines = told.stdout.splitlines()
        good = told.returncode == 0 and lines and lines[-1].endswith(" 0 would change")
        text = lines[-1] if good else "a rebuild finds nothing that differs"
        self.require(f"rebuilt from the events: {text}", [] if good else [*lines, told.stderr])

    def on_end(self, statuses: Sequence[int | None], left: Sequence[Process]) -> None:
        """Judge how the services ended, those that were asked to, and which processes are left."""
        self.require(
            f"{len(statuses)} services ended when they were asked to",
            [f"the status of one was {status}" for status in statuses if status != 0],
        )
        how = "they ended" if statuses else "the supervisor was killed"
        self.require(f"no process is left after {how}", left)
