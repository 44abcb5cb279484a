"""Viewing a path and answering an exercise, beside the SQL statements that they come down to.

In process: the use case over its own statements, run as they are on the same engine (limit 2.0),
and, for information, on the sqlite3 module alone. Over HTTP: the operation over a bare Flask view
that runs these statements, both on granian with the same settings (limit 1.5).
"""

import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

REPOSITORY = Path(__file__).parents[2]
sys.path.insert(0, str(REPOSITORY))

from tests.performance._statements import Statements, recorded, run, run_on  # noqa: E402

from parlons.application.grading.answer_exercise import Submission  # noqa: E402
from parlons.container import Container, Settings  # noqa: E402
from parlons.domain.exercises.multiple_choice import (  # noqa: E402
    MultipleChoice,
    MultipleChoiceAnswer,
)
from parlons.domain.identity.principal import OPERATOR, Principal  # noqa: E402
from parlons.entrypoints.courses import bundled_course  # noqa: E402

IN_PROCESS_LIMIT, HTTP_LIMIT = 2.0, 1.5
ROUNDS, CALLS = 15, 60
THREADS = 8
LEARNER = Principal("learner")

Action = Callable[[], object]


def ratio(ours: Action, bare: Action) -> tuple[float, float, float]:
    """The median ratio of rounds that alternate, and both medians in microseconds."""
    seconds(ours), seconds(bare)
    rounds = [(seconds(ours), seconds(bare)) for _ in range(ROUNDS)]
    one, other = (median(column) * 1e6 for column in zip(*rounds, strict=True))
    return median(a / b for a, b in rounds), one, other


def seconds(action: Action) -> float:
    taken = []
    for _ in range(CALLS):
        began = time.perf_counter()
        action()
        taken.append(time.perf_counter() - began)
    return median(taken)


def report(name: str, measured: tuple[float, float, float], limit: float | None) -> bool:
    found, ours, bare = measured
    bound = "no limit" if limit is None else f"limit {limit}"
    print(f"{name}: ratio {found:.2f} ({bound}); {ours:.0f} µs over {bare:.0f} µs", flush=True)
    return limit is None or found <= limit


def in_process(
    container: Container, name: str, ours: Action, statements: Statements, *, writes: bool
) -> bool:
    database = container.database()
    transaction = database.writing if writes else database.reading
    alone = sqlite3.connect(container.settings().data_folder / "parlons.db", isolation_level=None)
    alone.execute("PRAGMA synchronous = NORMAL")
    alone.execute("PRAGMA foreign_keys = ON")

    def on_the_engine() -> None:
        with transaction() as connection:
            run_on(connection, statements)

    def on_the_module() -> None:
        alone.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
        run(alone.execute, statements)
        alone.execute("COMMIT")

    report(f"{name}, over sqlite3 alone", ratio(ours, on_the_module), None)
    alone.close()
    return report(f"{name}, in process", ratio(ours, on_the_engine), IN_PROCESS_LIMIT)


@contextmanager
def served(*command: str, **environment: str) -> Iterator[HTTPConnection]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    path = os.pathsep.join(map(str, sys.path))
    names = {"PORT": str(port), "PARLONS_PORT": str(port), "PYTHONPATH": path}
    process = subprocess.Popen(
        [sys.executable, *command], env=os.environ | names | environment, stderr=subprocess.DEVNULL
    )
    try:
        yield connected(port)
    finally:
        process.terminate()
        process.wait(20)


def connected(port: int) -> HTTPConnection:
    for _ in range(200):
        connection = HTTPConnection("127.0.0.1", port)
        try:
            connection.connect()
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return connection
    raise TimeoutError("the server did not come up")


def requesting(
    connection: HTTPConnection, method: str, path: str, token: str = "", body: object = None
) -> Action:
    content = None if body is None else json.dumps(body)
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}

    def request() -> None:
        connection.request(method, path, content, headers)
        response = connection.getresponse()
        response.read()
        assert response.status in (200, 201), response.status

    return request


def over_http(
    container: Container, found: dict[str, Statements], exercise: int, body: dict[str, object]
) -> bool:
    folder = container.settings().data_folder
    (folder / "statements.json").write_text(json.dumps(found, default=str))
    token = container.token_issuer().issue(LEARNER).token
    bare_names = {"STATEMENTS": str(folder / "statements.json"), "DATA_DIR": str(folder)}
    bare_command = str(REPOSITORY / "tests/performance/_bare_flask.py")
    our_names = {"PARLONS_DATA_DIR": str(folder), "PARLONS_THREADS": str(THREADS)}
    with ExitStack() as stack:
        ours = stack.enter_context(served("-m", "parlons", "web", **our_names))
        bare = stack.enter_context(served(bare_command, THREADS=str(THREADS), **bare_names))
        viewed = ratio(
            requesting(ours, "GET", "/api/learning-paths/1/user-view", token),
            requesting(bare, "GET", "/view"),
        )
        answered = ratio(
            requesting(ours, "POST", f"/api/exercises/{exercise}/attempts", token, body),
            requesting(bare, "POST", "/answer", body=body),
        )
    fast = report("view a path, over HTTP", viewed, HTTP_LIMIT)
    return report("answer an exercise, over HTTP", answered, HTTP_LIMIT) and fast


def recordings(**actions: Action) -> dict[str, Statements]:
    found: dict[str, Statements] = {}
    for name, action in actions.items():
        action()  # reads the exercise once for all
        with recorded() as statements:
            action()
        found[name] = statements
    return found


def installed(folder: Path) -> Container:
    container = Container(settings=Settings(data_dir=folder, telemetry=("memory",)))
    container.database().upgrade()
    container.import_course()(OPERATOR, container.course_source().load(bundled_course()))
    return container


def main() -> None:
    with TemporaryDirectory() as folder:
        container = installed(Path(folder))
        with container.unit_of_work().read() as session:
            lesson = session.catalogue.lesson(1)
        exercise = next(e for e in lesson.exercises if isinstance(e.content, MultipleChoice))
        answer = MultipleChoiceAnswer(exercise.content.correct)

        def view() -> object:
            return container.view_learning_path()(LEARNER, lesson.path_id)

        def submit() -> object:
            return container.answer_exercise()(LEARNER, exercise.id, Submission(answer=answer))

        found = recordings(view=view, answer=submit)
        body = {"answer": {"type": answer.TYPE, "option": answer.option}}
        results = [
            in_process(container, "view a path", view, found["view"], writes=False),
            in_process(container, "answer an exercise", submit, found["answer"], writes=True),
            over_http(container, found, exercise.id, body),
        ]
        container.shutdown_resources()
    sys.exit(not all(results))


if __name__ == "__main__":
    main()
