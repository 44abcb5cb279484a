"""`parlons serve` as a process: it serves, survives its children, and leaves nobody behind."""

import os
import signal
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from time import monotonic

import pytest
from tests.support.command import free_port, run_parlons
from tests.support.live_server import Visitor
from tests.support.news_feed import following
from tests.support.processes import wait_for_end, wait_until
from tests.support.supervised import Server, supervised

STOP_SECONDS = 5.0


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with supervised(tmp_path) as serving:
        yield serving


def test_it_prints_its_address_once_it_answers(server: Server):
    assert server.printed.read_text() == (
        f"Parlons is at http://127.0.0.1:{server.port} (Ctrl-C stops it)\n"
    )
    assert server.answers()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_with_status_0_and_frees_the_port(server: Server, number: int):
    family = server.family()
    assert server.children().keys() == {"web", "worker"}
    server.process.send_signal(number)
    assert server.process.wait(20) == 0
    for pid in family:
        wait_for_end(pid)
    with socket.create_server(("127.0.0.1", server.port)):
        pass


def test_a_killed_web_child_is_started_again(server: Server):
    server.kill("web", signal.SIGKILL)
    wait_until(server.answers, "an answer of the new child")


def test_a_killed_application_is_started_again(server: Server):
    application = server.application()
    os.kill(application, signal.SIGKILL)
    wait_for_end(application)
    wait_until(server.answers, "an answer of the new application")
    assert server.application() != application


def test_nobody_outlives_a_killed_server(server: Server):
    family = server.family()
    assert server.application() in family
    assert set(server.children().values()) < set(family)
    server.process.kill()
    for pid in family:
        wait_for_end(pid, seconds=2)
    assert not server.answers()


def test_a_port_in_use_is_one_line(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        run = run_parlons(tmp_path, "serve", "--port", port)
    assert run.returncode == 1
    assert run.stdout == ""
    assert run.stderr == (
        f"parlons: cannot listen on 127.0.0.1, port {port}: Address already in use\n"
    )


def test_a_database_that_is_not_set_up_stops_it_where_that_is_not_wanted(tmp_path: Path):
    run = run_parlons(tmp_path, "serve", "--no-migrate", "--port", str(free_port()))
    assert run.returncode == 1
    assert run.stdout == ""
    assert run.stderr.startswith("parlons: the database has no tables yet")
    assert "run `parlons db upgrade`" in run.stderr
    assert run.stderr.count("\n") == 1


def test_it_stops_soon_and_ends_the_feeds_that_are_open(server: Server):
    learners = [Visitor(server.port).registered(name) for name in ("ada", "grace", "joan")]
    with ExitStack() as stack:
        feeds = [stack.enter_context(following(each)) for each in learners * 2]
        began = monotonic()
        server.process.send_signal(signal.SIGTERM)
        for feed in feeds:
            feed.read_to_end()
        assert server.process.wait(20) == 0
        assert monotonic() - began < STOP_SECONDS
