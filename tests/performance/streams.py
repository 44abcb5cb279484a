"""JSON requests a second while 200 replies of the tutor are streamed, over those without.

The model says a word each half second. Clients and server share this machine.
"""

import json
import sys
import time
from contextlib import ExitStack
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

REPOSITORY = Path(__file__).parents[2]
sys.path.insert(0, str(REPOSITORY))

from tests.performance._installations import environment, installed  # noqa: E402
from tests.performance._serving import served  # noqa: E402

from parlons.container import Container  # noqa: E402
from parlons.domain.identity.principal import OPERATOR, Principal  # noqa: E402
from parlons.entrypoints.courses import bundled_course  # noqa: E402

LEAST = 0.5
STREAMS, PER_USER, THREADS = 200, 3, 420
CLIENTS, SECONDS, ROUNDS = 4, 3.0, 3
VIEW, STREAM = "/api/learning-paths/1/user-view", "/api/tutor/messages/stream"
MODEL = str(REPOSITORY / "tests/performance/_model_server.py")


def main() -> None:
    with ExitStack() as stack, TemporaryDirectory() as folder:
        model = stack.enter_context(served(MODEL))
        container = installed(Path(folder))
        container.import_course()(OPERATOR, container.course_source().load(bundled_course()))
        names = {
            **environment(container),
            "PARLONS_THREADS": str(THREADS),
            "PARLONS_LLM": "openai",
            "PARLONS_OPENAI_BASE_URL": f"http://127.0.0.1:{model.port}/v1",
            "PARLONS_OPENAI_API_KEY": "a-key",
            "PARLONS_OPENAI_MODEL": "slow",
            "PARLONS_LLM_PRICES": "slow=0/0",
            "PARLONS_LLM_IN_FLIGHT": "1000",
        }
        server = stack.enter_context(served("-m", "parlons", "web", **names))
        without = [rate(container, server.port) for _ in range(ROUNDS)]
        held = [streaming(container, server.port, number) for number in range(STREAMS)]
        time.sleep(2)
        beside = [rate(container, server.port) for _ in range(ROUNDS)]
        flowing = sum(response.fp is not None and b"delta" in response.read1() for response in held)
        found = sorted(beside)[ROUNDS // 2] / sorted(without)[ROUNDS // 2]
        print(f"{flowing} of {STREAMS} streams still flow")
        print(f"requests beside {STREAMS} streams: ratio {found:.2f} (at least {LEAST})", end="; ")
        print(f"{max(beside):.0f} a second, {max(without):.0f} without")
        container.shutdown_resources()
    sys.exit(found < LEAST or flowing < STREAMS)


def rate(container: Container, port: int) -> float:
    """Return how many requests a second some clients get answered."""
    done = [0] * CLIENTS
    end = time.monotonic() + SECONDS
    token = container.token_issuer().issue(Principal("reader")).token

    def ask(client: int) -> None:
        connection = HTTPConnection("127.0.0.1", port)
        while time.monotonic() < end:
            connection.request("GET", VIEW, headers={"Authorization": f"Bearer {token}"})
            response = connection.getresponse()
            response.read()
            assert response.status == 200, response.status
            done[client] += 1

    clients = [Thread(target=ask, args=(number,)) for number in range(CLIENTS)]
    for each in clients:
        each.start()
    for each in clients:
        each.join()
    return sum(done) / SECONDS


def streaming(container: Container, port: int, number: int) -> HTTPResponse:
    """Ask something as one of many users, and return the response while it arrives."""
    user = Principal(f"user-{number // PER_USER}")
    headers = {
        "Authorization": f"Bearer {container.token_issuer().issue(user).token}",
        "Content-Type": "application/json",
    }
    connection = HTTPConnection("127.0.0.1", port)
    question = json.dumps({"text": f"What is the {number}th word?"})
    connection.request("POST", STREAM, question, headers)
    response = connection.getresponse()
    assert response.status == 200, response.read()
    return response


if __name__ == "__main__":
    main()
