"""Events through their consumers, beside the same transactions run bare in a loop.

Learners work through the bundled course; progress, xp and analytics hear of each activity, and what
follows from it goes through these and achievements, too. The bare loop hands the same events to the
same consumers, in one write session and one thread each, without claiming work or noting that it is
done, and without a broker. It is measured by turns with a worker in this process on SQLite, and
with workers of their own on PostgreSQL and RabbitMQ, where PARLONS_TEST_POSTGRES_URL and
PARLONS_TEST_RABBITMQ_URL are set.
"""

import os
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID, uuid4

from attrs import define, field
from sqlalchemy import func, select

REPOSITORY = Path(__file__).parents[2]
sys.path.insert(0, str(REPOSITORY))

from tests.performance._installations import environment, installed  # noqa: E402
from tests.support.brokers import delete_queues  # noqa: E402
from tests.support.postgres import database_on  # noqa: E402

from parlons.adapters.sql.described.work_tables import UNFINISHED  # noqa: E402
from parlons.application.events.publisher import Publisher  # noqa: E402
from parlons.application.ports.unit_of_work import IWriteSession  # noqa: E402
from parlons.application.ports.work_items import WorkFilter  # noqa: E402
from parlons.application.work.work_desk import WorkDesk  # noqa: E402
from parlons.container import Container  # noqa: E402
from parlons.domain.identity.principal import OPERATOR  # noqa: E402
from parlons.domain.learning.catalogue import LessonPlace  # noqa: E402
from parlons.domain.progress.event import ActivityCompleted, Event, ExerciseResult  # noqa: E402
from parlons.domain.progress.moment import Moment  # noqa: E402
from parlons.domain.work.work_item import WorkStatus  # noqa: E402
from parlons.entrypoints.courses import bundled_course  # noqa: E402
from parlons.entrypoints.worker.working import working  # noqa: E402

SQLITE_LIMIT, SERVERS_LIMIT = 0.25, 0.5
ROUNDS, EVENTS = 5, 200
LEARNERS = tuple(f"learner-{number:02}" for number in range(20))
BEGAN, PAUSE = datetime.now(UTC) - timedelta(days=20), timedelta(hours=7)
RIGHT, PRIORITY = 0.8, 1
WORKERS = 2
LOOK_SECONDS = 0.02


def main() -> None:
    results = [on_sqlite(), on_servers()]
    sys.exit(not all(results))


def on_sqlite() -> bool:
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        container, bare = installed(Path(one)), installed(Path(other))
        with working(container):
            fast = measured("SQLite", container, bare, SQLITE_LIMIT)
        for each in (container, bare):
            each.shutdown_resources()
    return fast


def on_servers() -> bool:
    names = ("PARLONS_TEST_POSTGRES_URL", "PARLONS_TEST_RABBITMQ_URL")
    missing = [name for name in names if name not in os.environ]
    if missing:
        print(f"nothing is measured on PostgreSQL and RabbitMQ: {missing[0]} is not set")
        return True
    server, broker = (os.environ[name] for name in names)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        urls = [stack.enter_context(database_on(server)) for _ in range(2)]
        prefix = f"b{uuid4().hex[:12]}_"
        carried = {"dispatcher": "rabbitmq", "rabbitmq_url": broker, "table_prefix": prefix}
        container = installed(folder, database_url=urls[0], **carried)
        bare = installed(folder, database_url=urls[1])
        queues = [f"parlons.{prefix}{queue}" for queue in container.queues()]
        stack.callback(delete_queues, broker, queues)
        for each in (container, bare):
            stack.callback(each.shutdown_resources)
        given = {f"PARLONS_{name.upper()}": value for name, value in carried.items()}
        for _ in range(WORKERS):
            stack.enter_context(worker(environment(container) | given))
        return measured("PostgreSQL and RabbitMQ", container, bare, SERVERS_LIMIT)


@contextmanager
def worker(environ: dict[str, str]) -> Iterator[None]:
    """Run a worker, from when it is ready."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "parlons", "worker"],
        env=os.environ | environ | {"PARLONS_LOG_LEVEL": "warning"},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        line = process.stderr.readline()
        assert "ready" in line, line
        yield
    finally:
        process.terminate()
        process.communicate(timeout=30)


@define
class Bare:
    """Hands events to their consumers without the road that leads there."""

    container: Container
    _desk: "_NotedDesk" = field(init=False)
    _publisher: Publisher = field(init=False)

    def __attrs_post_init__(self) -> None:
        clock, ids = self.container.clock(), self.container.id_generator()
        subscriptions = self.container.publisher().subscriptions
        self._desk = _NotedDesk(clock, ids, lambda: None)
        self._publisher = Publisher(subscriptions, self._desk, clock, ids)

    def seconds(self, events: Sequence[Event]) -> float:
        """Deliver the events and all that follows."""
        store = self.container.unit_of_work()
        consumers = {each.queue: each for each in self.container.consumers()}
        publish(self.container, self._publisher, events)
        began = time.perf_counter()
        while self._desk.noted:
            queue, event_id = self._desk.noted.popleft()
            with store.write() as session:
                event = session.events.by_id(event_id)
                for consequence in consumers[queue].apply(session, event):
                    self._publisher.follow(session, event.user_id, consequence, PRIORITY)
        return time.perf_counter() - began


@define
class _NotedDesk(WorkDesk):
    noted: deque[tuple[str, UUID]] = field(factory=deque, init=False)

    def put(self, session: IWriteSession, queues: Sequence[str], ref: str, **more: Any) -> int:
        self.noted.extend((queue, UUID(ref)) for queue in queues)
        return super().put(session, queues, ref, **more)


def seconds_of_workers(container: Container, events: Sequence[Event]) -> float:
    """Wait until workers have delivered the events and all that follows."""
    items, database = container.database().tables.work_items, container.database()
    unfinished = select(func.count()).select_from(items).where(UNFINISHED)
    publish(container, container.publisher(), events)
    began = time.perf_counter()
    while True:
        with database.reading() as connection:
            if not connection.scalar(unfinished):
                break
        time.sleep(LOOK_SECONDS)
    taken = time.perf_counter() - began
    with container.unit_of_work().read() as session:
        dead = session.work.page(WorkFilter(status=WorkStatus.DEAD), None, 1)
    assert not dead, dead
    return taken


def publish(container: Container, publisher: Publisher, events: Sequence[Event]) -> None:
    with container.unit_of_work().write() as session:
        for event in events:
            publisher.publish(session, event, PRIORITY)


def activities(container: Container) -> Iterator[Event]:
    """Learners take turns and go through the lessons of the course in order, again and again."""
    chance, lessons = Random(7), places(container)
    for number in count():
        learner, turn = LEARNERS[number % len(LEARNERS)], number // len(LEARNERS)
        place = lessons[turn % len(lessons)]
        results = tuple(
            ExerciseResult(exercise_id=each, attempt_id=uuid4(), right=chance.random() < RIGHT)
            for each in place.exercises
        )
        fact = ActivityCompleted(
            path_id=place.unit.path_id,
            unit_id=place.unit.unit_id,
            lesson_id=place.lesson_id,
            exercises=place.exercises,
            results=results,
        )
        name, at = container.id_generator().new_id(), BEGAN + turn * PAUSE
        moment = Moment(at, "Europe/Paris")
        yield Event(
            id=name, user_id=learner, key=str(name), fact=fact, moment=moment, recorded_at=at
        )


def places(container: Container) -> list[LessonPlace]:
    """Import the course and return its lessons in order."""
    course = container.course_source().load(bundled_course())
    path_id = container.import_course()(OPERATOR, course).path_id
    with container.unit_of_work().read() as session:
        return [
            session.catalogue.place_of_lesson(lesson.id)
            for unit in session.catalogue.units(path_id, 0, 1000)
            for lesson in session.catalogue.lessons(unit.id, 0, 1000)
        ]


def measured(name: str, container: Container, bare: Container, limit: float) -> bool:
    container.import_course()(OPERATOR, container.course_source().load(bundled_course()))
    events, loop = activities(bare), Bare(bare)
    rounds = []
    for _ in range(ROUNDS):
        told = list(islice(events, EVENTS))
        rounds.append((loop.seconds(told), seconds_of_workers(container, told)))
    found = median(one / other for one, other in rounds)
    ours, theirs = (EVENTS / median(column) for column in zip(*rounds, strict=True))
    print(
        f"events on {name}: ratio {found:.2f} (at least {limit});"
        f" {theirs:.0f} events a second, {ours:.0f} in a loop",
        flush=True,
    )
    return found >= limit


if __name__ == "__main__":
    main()
