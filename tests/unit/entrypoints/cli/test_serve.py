"""What `parlons serve` does before and besides keeping children running."""

import socket
import sys
from threading import Thread

import pytest

from parlons.application.settings import Settings
from parlons.entrypoints.cli import serve


@pytest.fixture
def nothing_starts(monkeypatch):
    """Fail where a child would be started."""
    monkeypatch.setattr(serve, "Supervisor", None)
    monkeypatch.setattr(serve, "subprocess", None)


def test_a_port_in_use_is_told_before_anything_starts(parlons, nothing_starts, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        run = parlons("serve", "--port", port)
    assert (run.status, run.out) == (1, "")
    assert run.err == f"parlons: cannot listen on 127.0.0.1, port {port}: Address already in use\n"
    assert not (tmp_path / "data").exists()


def test_a_host_that_is_none_is_told(parlons, nothing_starts):
    run = parlons("serve", "--host", "no host")
    assert run.status == 1
    assert run.err.startswith("parlons: cannot listen on no host, port 8000: ")


def test_options_are_settings(parlons, nothing_starts):
    run = parlons("serve", "--threads", 0)
    assert (run.status, run.err) == (2, "parlons: PARLONS_THREADS: 'threads' must be >= 1: 0\n")


@pytest.mark.parametrize(
    ("listens_on", "reached_at"),
    [
        *(("0.0.0.0", "127.0.0.1"), ("::", "[::1]"), ("::1", "[::1]")),
        *(("127.0.0.2", "127.0.0.2"), ("localhost", "localhost")),
    ],
)
def test_the_address_is_one_that_can_be_opened(listens_on, reached_at):
    assert serve._reachable_host(Settings(host=listens_on)) == reached_at


@pytest.mark.parametrize("reply", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 503 Busy\r\n\r\n"])
def test_only_a_healthy_server_is_ready(reply):
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings = Settings(port=server.getsockname()[1])

        def answer_once():
            connection, _ = server.accept()
            connection.recv(1000)
            connection.sendall(reply)
            connection.close()

        thread = Thread(target=answer_once)
        thread.start()
        assert not serve._answers(settings)
        thread.join()
    assert not serve._answers(settings)


def test_the_preparation_sets_the_database_up_and_misses_a_course(parlons, tmp_path):
    run = parlons("prepare")
    assert (run.status, run.out) == (0, "")
    assert "no course is published yet: run `parlons courses import`" in run.err
    parlons("courses", "import")
    assert parlons("prepare").err == ""


def test_the_preparation_misses_an_extra_that_only_later_requests_need(parlons, monkeypatch):
    monkeypatch.setenv("PARLONS_LLM", "openai")
    monkeypatch.setitem(sys.modules, "openai", None)
    for name in [name for name in sys.modules if name.startswith("parlons.adapters.llm.chat")]:
        monkeypatch.delitem(sys.modules, name)
    run = parlons("prepare")
    assert (run.status, run.out) == (2, "")
    assert run.err.splitlines()[-1].endswith("pip install 'parlons[openai]'")


def test_an_unwilling_preparation_changes_nothing(parlons):
    run = parlons("prepare", "--no-migrate")
    assert run.status == 1
    assert "run `parlons db upgrade`" in run.err
    assert parlons("db", "status").status == 1


def test_what_is_no_business_of_people_is_not_in_the_help(parlons):
    shown = parlons("--help").out
    assert "  serve " in shown
    assert "prepare" not in shown
    assert "  web " not in shown
