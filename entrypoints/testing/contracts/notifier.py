"""What every `INotifier` promises."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import pytest
from attrs import evolve

from parlons.application.ports.notifier import INotifier, Notice, NotifierError

PATIENCE: Final = 5.0
"""Seconds within which a notifier must have given up."""

LEARNERS: Final = Notice(
    id="budget-alert:2026-01:80:user:ada:learner",
    kind="budget-alert",
    user_id="ada",
    email="ada@example.org",
    subject="You have used 80 % of this month's tutoring",
    text="80 % is used. It begins anew on 1 February 2026.",
    data={"percentage": 80, "name": "ada", "left": None},
)
ADMINISTRATORS: Final = Notice(
    id="budget-alert:2026-01:80:installation::administrators",
    kind="budget-alert",
    subject="80 % of the budget of installation is spent",
    text="Look what it went on.",
)
HARD: Final = {
    "the longest": evolve(LEARNERS, id="i" * 200, subject="s" * 200, text="t" * 10_000),
    "no ASCII": evolve(
        LEARNERS, id="clé 鍵 🔑", subject="Été à « Nîmes » 🔑", text="鍵 é\n🔑" * 500
    ),
    "several lines": evolve(LEARNERS, id="a\nb\r\nc", subject="a\r\nBcc: eve@example.org\n\nb"),
    "the end of a mail": evolve(LEARNERS, text="one\r\n.\r\nQUIT\r\n..\n.two\r"),
    "separators": evolve(LEARNERS, subject="a\x85b\u2028c", text="a\x85b\u2028c"),
    "awkward figures": evolve(LEARNERS, data={"name": "é\n", "message": "x", "": -(10**18)}),
}


class NotifierContract:
    """A notice gets through, whatever is in it and however often it comes."""

    @pytest.fixture
    def notifier(self) -> INotifier:
        """A notifier that can deliver, to learners and to administrators."""
        raise NotImplementedError

    def arrived(self) -> int:
        """How many notices got through it so far."""
        raise NotImplementedError

    @pytest.mark.parametrize("notice", [LEARNERS, ADMINISTRATORS], ids=["learners", "admins"])
    def test_a_notice_gets_through(self, notifier: INotifier, notice: Notice) -> None:
        notifier.notify(notice)
        assert self.arrived() == 1

    @pytest.mark.parametrize("notice", HARD.values(), ids=HARD)
    def test_so_does_one_that_is_hard_to_write(self, notifier: INotifier, notice: Notice) -> None:
        notifier.notify(notice)
        assert self.arrived() == 1

    def test_the_same_notice_may_come_again(self, notifier: INotifier) -> None:
        notifier.notify(LEARNERS)
        notifier.notify(LEARNERS)
        assert self.arrived() == 2

    def test_a_learner_without_an_address_is_no_error(self, notifier: INotifier) -> None:
        notifier.notify(evolve(LEARNERS, email=None))

    def test_threads_may_tell_at_once(self, notifier: INotifier) -> None:
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(notifier.notify, [LEARNERS, ADMINISTRATORS] * 6))
        assert self.arrived() == 12


class FallibleNotifierContract(NotifierContract):
    """One that can fail says so, soon, and without what nobody else may read."""

    @pytest.fixture
    def unavailable(self) -> INotifier:
        """A notifier that cannot deliver."""
        raise NotImplementedError

    def secrets(self) -> tuple[str, ...]:
        """Parts of what the notifiers are set up with that nobody may see."""
        return ()

    @pytest.mark.parametrize("notice", [LEARNERS, ADMINISTRATORS], ids=["learners", "admins"])
    def test_a_failure_is_told(self, unavailable: INotifier, notice: Notice) -> None:
        started = time.monotonic()
        with pytest.raises(NotifierError) as failure:
            unavailable.notify(notice)
        assert time.monotonic() - started < PATIENCE
        told = str(failure.value)
        assert told
        hidden = (*self.secrets(), notice.text, *filter(None, [notice.email]))
        assert not [each for each in hidden if each in told]

    def test_it_fails_again_while_it_cannot_deliver(self, unavailable: INotifier) -> None:
        for _ in range(2):
            with pytest.raises(NotifierError):
                unavailable.notify(LEARNERS)
