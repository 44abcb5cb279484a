"""Eight processes answer exercises on one SQLite file: no locked error, no lost answer.

`concurrent_writers.py [SECONDS]`, by default 30. A worker is this script, too:
`concurrent_writers.py SECONDS DATABASE_URL LEARNER`.
"""

import json
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import frozen
from sqlalchemy import func, select

from parlons.application.grading.attempt_book import Submission
from parlons.application.ports.unit_of_work import StorageUnavailableError
from parlons.container import Container, Settings
from parlons.domain.exercises.translation import TranslationAnswer
from parlons.domain.identity.principal import OPERATOR, Principal
from parlons.entrypoints.testing import samples

PROCESSES = 8
SECONDS = 30.0


@frozen
class Outcome:
    """What all writers together were told, and what was found afterwards."""

    acknowledged: int
    locked: int
    lost: int
    fewest: int
    longest_seconds: float


def answer_for(seconds: float, database_url: str, learner: str) -> dict[str, float]:
    """Answer as fast as can be, and count."""
    container = Container(settings=Settings(database_url=database_url, telemetry=()))
    answer, principal = container.answer_exercise(), Principal(learner)
    submission = Submission(answer=TranslationAnswer("Bonsoir"))
    told = {"acknowledged": 0, "locked": 0, "longest": 0.0}
    end = time.monotonic() + seconds
    while (began := time.monotonic()) < end:
        try:
            answer(principal, 1, submission, f"answer {told['acknowledged']}")
        except StorageUnavailableError:
            told["locked"] += 1
        else:
            told["acknowledged"] += 1
        told["longest"] = max(told["longest"], time.monotonic() - began)
    container.shutdown_resources()
    return told


def run(folder: Path, seconds: float) -> Outcome:
    """Let the processes write to a new database in the folder."""
    url = f"sqlite:///{folder / 'parlons.db'}"
    container = Container(settings=Settings(database_url=url, telemetry=()))
    container.database().upgrade()
    container.import_course()(OPERATOR, samples.path())
    command = [sys.executable, "-P", __file__, str(seconds), url]
    writers = [
        subprocess.Popen([*command, f"learner-{number}"], stdout=subprocess.PIPE)
        for number in range(PROCESSES)
    ]
    told = [json.loads(writer.communicate()[0]) for writer in writers]
    acknowledged = sum(each["acknowledged"] for each in told)
    database = container.database()
    with database.reading() as connection:
        stored = connection.scalar(
            select(func.count()).select_from(database.tables.exercise_attempts)
        )
    container.shutdown_resources()
    return Outcome(
        acknowledged=acknowledged,
        locked=sum(each["locked"] for each in told),
        lost=acknowledged - stored,
        fewest=min(each["acknowledged"] for each in told),
        longest_seconds=max(each["longest"] for each in told),
    )


def main(seconds: float = SECONDS) -> None:
    with TemporaryDirectory() as folder:
        outcome = run(Path(folder), seconds)
    print(
        f"{outcome.acknowledged} answers by {PROCESSES} processes in {seconds:.0f} s,"
        f" {outcome.fewest} by the slowest; the longest took {outcome.longest_seconds:.2f} s"
    )
    print(f"locked errors: {outcome.locked} (limit 0)")
    print(f"lost answers: {outcome.lost} (limit 0)")
    sys.exit(outcome.locked != 0 or outcome.lost != 0)


if __name__ == "__main__":
    match sys.argv[1:]:
        case [seconds, database_url, learner]:
            print(json.dumps(answer_for(float(seconds), database_url, learner)))
        case [seconds]:
            main(float(seconds))
        case _:
            main()
