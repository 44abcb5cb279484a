"""Viewing a path and answering an exercise, beside the SQL statements that they come down to.

In process: the use case over its own statements, run as they are on the same engine (limit 2.0),
and, for information, on the sqlite3 module alone. Over HTTP: the operation over a bare Flask view
that runs these statements, both on granian with the same settings (limit 1.5).
"""

import json
import sqlite3
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

REPOSITORY = Path(__file__).parents[2]
sys.path.insert(0, str(REPOSITORY))

from tests.performance._ratio import Action, ratio, report  # noqa: E402
from tests.performance._serving import THREADS, requesting, served  # noqa: E402
from tests.performance._statements import Statements, recorded, run, run_on  # noqa: E402

from parlons.application.grading.attempt_book import Submission  # noqa: E402
from parlons.container import Container, Settings  # noqa: E402
from parlons.domain.exercises.multiple_choice import (  # noqa: E402
    MultipleChoice,
    MultipleChoiceAnswer,
)
from parlons.domain.identity.principal import OPERATOR, Principal  # noqa: E402
from parlons.entrypoints.courses import bundled_course  # noqa: E402

IN_PROCESS_LIMIT, HTTP_LIMIT = 2.0, 1.5
LEARNER = Principal("learner")


def in_process(
    container: Container, name: str, ours: Action, statements: Statements, *, writes: bool
) -> bool:
    database = container.database()
    transaction = database.writing if writes else database.reading
    alone = sqlite3.connect(container.settings().data_folder / "parlons.db", isolation_level=None)
    alone.execute("PRAGMA synchronous = FULL")
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
            requesting(ours, "POST", f"/api/exercises/{exercise}/attempts", token, lambda: body),
            requesting(bare, "POST", "/answer", body=lambda: body),
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
