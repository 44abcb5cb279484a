"""What `parlons worker` refuses, and what it says of itself."""

import signal
import sys

import pytest


@pytest.fixture(autouse=True)
def signals():
    """The command listens to signals for as long as its process lives, which here is ours."""
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.getsignal(number) for number in numbers}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_the_help_says_how_it_ends_and_hides_what_is_no_business_of_people(parlons):
    run = parlons("worker", "--help")
    assert (run.status, run.err) == (0, "")
    assert "Ctrl-C or SIGTERM" in run.out
    for option in ("--queues", "--threads", "--no-relay", "--no-work"):
        assert option in run.out
    assert "--supervised" not in run.out


@pytest.mark.parametrize("queues", ["posts", "progress,posts", "progress , posts"])
def test_an_unknown_queue_is_refused_in_one_line(parlons, queues):
    parlons("db", "upgrade")
    run = parlons("worker", "--queues", queues)
    assert (run.status, run.out) == (1, "")
    assert run.err.startswith("parlons: there is no queue posts: there are progress, xp, ")
    assert run.err.count("\n") == 1


@pytest.mark.parametrize("queues", ["", " ", ",", "progress,", "progress, ,xp"])
def test_a_queue_without_a_name_is_refused_in_one_line(parlons, queues):
    run = parlons("worker", "--queues", queues)
    assert (run.status, run.out) == (1, "")
    assert run.err == (
        f"parlons: --queues {queues!r} names no queue: leave it out to work on all\n"
    )


def test_queues_to_work_on_and_no_work_is_a_contradiction(parlons):
    run = parlons("worker", "--queues", "xp", "--no-work")
    assert (run.status, run.out) == (1, "")
    assert run.err.startswith("parlons: --queues names what to work on, and --no-work ")


@pytest.mark.parametrize("port", [0, 99999])
def test_a_port_that_there_is_not_is_misuse(parlons, port):
    run = parlons("worker", "--metrics-port", port)
    assert (run.status, run.out) == (2, "")
    assert "Invalid value for '--metrics-port'" in run.err


@pytest.mark.parametrize("option", ["--no-relay", "--no-work"])
def test_where_no_other_process_would_do_the_rest_nothing_is_left_out(parlons, option):
    parlons("db", "upgrade")
    run = parlons("worker", option)
    assert (run.status, run.out) == (1, "")
    assert run.err == (
        "parlons: this dispatcher carries work within a process only: "
        "a worker has to hand out itself what it does, and can do neither alone\n"
    )


@pytest.mark.parametrize("dispatcher", ["in_process", "rabbitmq", "redis"])
def test_a_worker_that_leaves_out_everything_is_refused(parlons, dispatcher, monkeypatch):
    parlons("db", "upgrade")
    monkeypatch.setenv("PARLONS_DISPATCHER", dispatcher)
    run = parlons("worker", "--no-work", "--no-relay")
    assert (run.status, run.out) == (1, "")
    assert run.err == "parlons: a worker that neither does work nor hands it out is of no use\n"


@pytest.mark.parametrize("setting", ["PARLONS_DISPATCHER", "PARLONS_STORE"])
def test_where_whoever_makes_work_does_it_there_are_no_workers(parlons, setting, monkeypatch):
    parlons("db", "upgrade")
    monkeypatch.setenv(setting, "memory")
    run = parlons("worker")
    assert (run.status, run.out) == (1, "")
    assert run.err == (
        "parlons: PARLONS_DISPATCHER is memory: whoever makes work does it at once\n"
    )


def test_options_are_settings(parlons, monkeypatch):
    monkeypatch.setenv("PARLONS_WORKER_THREADS", "4")
    run = parlons("worker", "--threads", 0)
    assert run.status == 2
    assert run.err == "parlons: PARLONS_WORKER_THREADS: 'worker_threads' must be >= 1: 0\n"


@pytest.mark.parametrize(
    ("dispatcher", "library", "extra"),
    [("in_process", "dramatiq", "worker"), ("rabbitmq", "pika", "rabbitmq")],
)
def test_a_missing_extra_is_named(parlons, dispatcher, library, extra, monkeypatch):
    parlons("db", "upgrade")
    monkeypatch.setenv("PARLONS_DISPATCHER", dispatcher)
    monkeypatch.setitem(sys.modules, library, None)
    for name in [name for name in sys.modules if name.startswith("parlons.adapters.dispatch.")]:
        monkeypatch.delitem(sys.modules, name)
    run = parlons("worker")
    assert (run.status, run.out) == (2, "")
    assert run.err.endswith(f"pip install 'parlons[{extra}]'\n")
