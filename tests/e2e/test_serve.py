"""`parlons serve` as a process: it serves, survives its children, and leaves nobody behind."""

import os
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Generator
from pathlib import Path

import pytest
from attrs import frozen
from tests.support.command import PARLONS, environment, free_port, run_parlons
from tests.support.processes import descendants, wait_for_end, wait_until


@frozen
class Server:
    """A running `parlons serve`."""

    process: "subprocess.Popen[bytes]"
    port: int
    printed: Path

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.port}/healthz", timeout=5
            ) as reply:
                return reply.status == 200
        except OSError:
            return False

    def family(self) -> list[int]:
        """The web child first."""
        return descendants(self.process.pid)

    def worker(self) -> int:
        """The process that runs the application."""
        [worker] = [
            pid
            for pid in self.family()
            if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
        ]
        return worker


@pytest.fixture
def server(tmp_path: Path) -> Generator[Server, None, None]:
    port = free_port()
    printed = tmp_path / "stdout"
    with (
        printed.open("wb") as stdout,
        (tmp_path / "stderr").open("wb") as stderr,
        subprocess.Popen(
            [*PARLONS, "serve", "--port", str(port)],
            env=environment(tmp_path),
            stdout=stdout,
            stderr=stderr,
        ) as process,
    ):
        serving = Server(process, port, printed)
        wait_until(
            lambda: bool(printed.read_text()) or process.poll() is not None,
            "the address",
            seconds=60,
        )
        assert process.poll() is None, (tmp_path / "stderr").read_text()
        yield serving
        process.kill()


def test_it_prints_its_address_once_it_answers(server: Server):
    assert server.printed.read_text() == (
        f"Parlons is at http://127.0.0.1:{server.port} (Ctrl-C stops it)\n"
    )
    assert server.answers()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_with_status_0_and_frees_the_port(server: Server, number: int):
    family = server.family()
    server.process.send_signal(number)
    assert server.process.wait(20) == 0
    for pid in family:
        wait_for_end(pid)
    with socket.create_server(("127.0.0.1", server.port)):
        pass


def test_a_killed_web_child_is_started_again(server: Server):
    web = server.family()[0]
    os.kill(web, signal.SIGKILL)
    wait_until(lambda: web not in server.family(), "the end of the old child")
    wait_until(server.answers, "an answer of the new child")


def test_a_killed_worker_process_is_started_again(server: Server):
    worker = server.worker()
    os.kill(worker, signal.SIGKILL)
    wait_for_end(worker)
    wait_until(server.answers, "an answer of the new worker")
    assert server.worker() != worker


def test_nobody_outlives_a_killed_server(server: Server):
    family = server.family()
    assert server.worker() in family
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
