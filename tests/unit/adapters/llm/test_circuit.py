"""When a provider is left alone, and when it is asked again."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from threading import Barrier

import pytest
from attrs import define

from parlons.adapters.llm.chat_completions.circuit import Circuit
from parlons.application.ports.llm_client import LLMUnavailableError


@define
class Watch:
    """A clock that stands still until it is told to go on."""

    seconds: float = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def circuit(watch: Watch) -> Circuit:
    return Circuit(lambda error: isinstance(error, ConnectionError), clock=watch)


def fail(circuit: Circuit, times: int = 1, error: type[BaseException] = ConnectionError) -> None:
    for _ in range(times):
        with pytest.raises(error), circuit.request():
            raise error


def succeed(circuit: Circuit) -> None:
    with circuit.request():
        pass


def refusal(circuit: Circuit) -> LLMUnavailableError:
    with pytest.raises(LLMUnavailableError) as caught, circuit.request():
        pytest.fail("it was let through")
    return caught.value


def test_four_failures_in_a_row_are_borne(circuit: Circuit):
    for _ in range(3):
        fail(circuit, 4)
        succeed(circuit)
    assert circuit.state == "closed"


def test_after_five_nothing_is_sent_and_the_caller_learns_for_how_long(
    circuit: Circuit, watch: Watch
):
    fail(circuit, 5)
    assert circuit.state == "open"
    watch.seconds += 17.5
    error = refusal(circuit)
    assert str(error) == "the provider is left alone for 13 s"
    assert (error.may_pass, error.retry_after, error.call) == (True, 12.5, None)


@pytest.mark.parametrize("error", [PermissionError, GeneratorExit, ValueError])
def test_other_errors_show_a_server_at_work(circuit: Circuit, error: type[BaseException]):
    circuit.is_down = lambda raised: type(raised) is ConnectionError
    for _ in range(3):
        fail(circuit, 4)
        fail(circuit, 1, error)
    assert circuit.state == "closed"


def test_then_one_request_is_let_through_and_closes_the_circuit(circuit: Circuit, watch: Watch):
    fail(circuit, 5)
    watch.seconds += 30.0
    with circuit.request():
        assert circuit.state == "half-open"
        assert refusal(circuit).retry_after == 30.0
    assert circuit.state == "closed"
    fail(circuit, 4)
    assert circuit.state == "closed"


def test_or_opens_it_again(circuit: Circuit, watch: Watch):
    fail(circuit, 5)
    watch.seconds += 30.0
    fail(circuit)
    assert circuit.state == "open"
    assert refusal(circuit).retry_after == 30.0


def test_a_trial_that_nobody_ends_gives_way_to_another(circuit: Circuit, watch: Watch):
    fail(circuit, 5)
    watch.seconds += 30.0
    left = circuit.request()
    left.__enter__()
    watch.seconds += 30.0
    succeed(circuit)
    assert circuit.state == "closed"


def test_requests_that_were_under_way_change_nothing(circuit: Circuit, watch: Watch):
    late, later = ExitStack(), ExitStack()
    for stack in (late, later):
        stack.enter_context(circuit.request())
    fail(circuit, 5)
    watch.seconds += 20.0
    late.close()
    assert not later.__exit__(ConnectionError, ConnectionError(), None)
    assert circuit.state == "open"
    assert refusal(circuit).retry_after == 10.0


def test_of_many_threads_one_tries(circuit: Circuit, watch: Watch):
    fail(circuit, 5)
    watch.seconds += 30.0
    together = Barrier(8)

    def attempt(_number: int) -> bool:
        together.wait()
        try:
            with circuit.request():
                together.wait(5.0)
                return True
        except LLMUnavailableError:
            together.wait(5.0)
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(8))) == 1
    assert circuit.state == "closed"


def test_no_failure_of_many_threads_is_lost(circuit: Circuit):
    together = Barrier(5)

    def attempt(_number: int) -> None:
        with suppress(ConnectionError), circuit.request():
            together.wait(5.0)
            raise ConnectionError

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(attempt, range(5)))
    assert circuit.state == "open"
