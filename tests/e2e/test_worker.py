"""Workers as processes: what requests leave behind gets done, whoever is killed."""

import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from tests.support.brokers import delete_keys, delete_queues
from tests.support.command import PARLONS, environment, run_parlons
from tests.support.live_server import Visitor
from tests.support.processes import wait_for, wait_for_end, wait_until
from tests.support.services import rabbitmq_url, redis_url
from tests.support.supervised import Server, supervised
from tests.support.workplace import Workplace, workplace

from parlons.domain.identity.principal import Principal
from parlons.domain.work.work_item import WorkStatus

ANSWERED = {
    "lessonId": 1,
    "answers": [{"exerciseId": 1, "answer": {"type": "translation", "text": "Bonsoir"}}],
}
SOON = 3.0


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The home of an installation with a small course."""
    with workplace(tmp_path / ".parlons"):
        return tmp_path


@pytest.fixture
def server(home: Path) -> Iterator[Server]:
    with supervised(home) as serving:
        yield serving


def hand_in(server: Server, name: str = "ada") -> Visitor:
    """Answer an exercise as somebody new."""
    learner = Visitor(server.port).registered(name)
    reply = learner.send("POST", "/api/user/activity-completed", ANSWERED)
    assert reply.status == 202, reply.body
    return learner


def points(learner: Visitor) -> int:
    return learner.get("/api/user/xp").json["total"]


def test_an_activity_is_applied_soon(server: Server):
    learner = hand_in(server)
    wait_until(lambda: points(learner) > 0, "points", SOON)


def test_a_killed_worker_is_started_again_and_work_goes_on(server: Server):
    hand_in(server, "grace")
    old = server.kill("worker", signal.SIGKILL)
    learner = hand_in(server)
    wait_until(lambda: points(learner) > 0, "points")
    wait_for_end(old)
    assert server.answers()


def test_a_worker_that_is_told_to_stop_is_started_again(server: Server):
    server.kill("worker", signal.SIGTERM)
    learner = hand_in(server)
    wait_until(lambda: points(learner) > 0, "points")


def test_work_waits_for_its_worker(home: Path):
    with supervised(home, "--no-worker") as server:
        assert server.children().keys() == {"web"}
        learner = hand_in(server)
        time.sleep(1)
        assert points(learner) == 0
        with worker(home):
            wait_until(lambda: points(learner) > 0, "points")


def test_without_workers_a_request_does_the_work_it_makes(home: Path):
    with supervised(home, PARLONS_DISPATCHER="memory") as server:
        assert server.children().keys() == {"web"}
        assert points(hand_in(server)) > 0


def test_nobody_outlives_a_server_that_is_killed_while_there_is_work(server: Server):
    children = server.children()
    assert children.keys() == {"web", "worker"}
    hand_in(server)
    server.process.kill()
    for pid in children.values():
        wait_for_end(pid)


@contextmanager
def worker(home: Path, *options: str, **variables: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A `parlons worker` that is ready; at the end it has to stop as it should."""
    printed = home / f"worker-{uuid4().hex}"
    with (
        printed.open("wb") as stderr,
        subprocess.Popen(
            [*PARLONS, "worker", *options],
            env=environment(home, **variables),
            stdout=subprocess.DEVNULL,
            stderr=stderr,
        ) as process,
    ):
        try:
            wait_until(lambda: "is ready" in wait_for(printed), "a worker")
            yield process
            process.send_signal(signal.SIGTERM)
            assert process.wait(20) == 0, printed.read_text()
        finally:
            process.kill()
    assert "Traceback" not in printed.read_text()


def test_a_worker_says_that_it_is_ready_and_ends_by_ctrl_c_with_status_0(home: Path):
    with worker(home) as process:
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    [printed] = home.glob("worker-*")
    assert printed.read_text().splitlines()[0] == "the worker is ready (Ctrl-C stops it)"


def test_options_say_how_many_items_are_worked_on_at_once(home: Path):
    with worker(home, "--threads", "60") as process:
        assert 60 < len(list(Path(f"/proc/{process.pid}/task").iterdir())) < 100


@contextmanager
def sharing(tmp_path: Path, broker: str) -> Iterator[tuple[Workplace, dict[str, str]]]:
    """An installation whose work is carried by a server, and the settings of its workers."""
    prefix = f"t{uuid4().hex[:12]}_"
    address = rabbitmq_url() if broker == "rabbitmq" else redis_url()
    queues: tuple[str, ...] = ()
    shared = {"dispatcher": broker, f"{broker}_url": address, "table_prefix": prefix}
    try:
        with workplace(tmp_path / ".parlons", **shared) as shop:
            queues = shop.container.queues()
            yield shop, {f"PARLONS_{name.upper()}": value for name, value in shared.items()}
    finally:
        if broker == "rabbitmq":
            delete_queues(address, [f"parlons.{prefix}{queue}" for queue in queues])
        else:
            delete_keys(address, f"parlons.{prefix}")


@pytest.mark.parametrize("broker", ["rabbitmq", "redis"])
def test_one_process_hands_out_what_others_do(tmp_path: Path, broker: str):
    with (
        sharing(tmp_path, broker) as (shop, variables),
        worker(tmp_path, "--no-relay", "--queues", "progress,jobs", **variables),
        worker(tmp_path, "--no-relay", "--queues", "xp,achievements,analytics", **variables),
    ):
        shop.hand_in()
        time.sleep(0.5)
        assert {item.status for item in shop.items()} == {WorkStatus.QUEUED}
        with worker(tmp_path, "--no-work", **variables):
            shop.wait_until_done()
        assert {item.status for item in shop.items()} == {WorkStatus.SUCCEEDED}
        assert {item.attempt for item in shop.items()} == {1}
        assert shop.points() > 0


@pytest.mark.parametrize("broker", ["rabbitmq", None])
def test_workers_that_hand_out_work_as_well_share_the_queues(tmp_path: Path, broker: str | None):
    with ExitStack() as stack:
        if broker:
            shop, variables = stack.enter_context(sharing(tmp_path, broker))
        else:
            shop, variables = stack.enter_context(workplace(tmp_path / ".parlons")), {}
        for queues in ("progress,jobs,upkeep", "xp,achievements,analytics"):
            stack.enter_context(worker(tmp_path, "--queues", queues, **variables))
        for number in range(3):
            shop.hand_in(Principal(f"learner-{number}"))
            shop.wait_until_done(seconds=10)  # while a lease is 30 seconds
        assert {item.status for item in shop.items()} == {WorkStatus.SUCCEEDED}
        assert {item.attempt for item in shop.items()} == {1}


def test_a_worker_whose_broker_is_away_waits_and_can_be_stopped(home: Path):
    nowhere = {"PARLONS_DISPATCHER": "redis", "PARLONS_REDIS_URL": "redis://127.0.0.1:1/0"}
    printed = home / "printed"
    with (
        printed.open("wb") as stderr,
        subprocess.Popen(
            [*PARLONS, "worker"], env=environment(home, **nowhere), stderr=stderr
        ) as process,
    ):
        wait_until(lambda: "broker_unavailable" in wait_for(printed), "a warning")
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0, printed.read_text()


def test_a_queue_that_there_is_not_is_one_line(home: Path):
    run = run_parlons(home, "worker", "--queues", "posts")
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith("parlons: there is no queue posts: there are progress, ")
    assert run.stderr.count("\n") == 1
