"""Telling an activity over HTTP, beside a bare Flask view that inserts one row.

Both are served by granian with the same settings and commit to the same database; the bare view
parses its body, and checks no token. No worker runs, so the work that activities make stays where
it is. The activity is that of a learner who has answered the whole lesson before; its unit has
prerequisites, as most have, and is open.
"""

import sys
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID, uuid4

REPOSITORY = Path(__file__).parents[2]
sys.path.insert(0, str(REPOSITORY))

from tests.performance._installations import environment, installations  # noqa: E402
from tests.performance._ratio import ratio, report  # noqa: E402
from tests.performance._serving import THREADS, requesting, served  # noqa: E402
from tests.performance._statements import recorded  # noqa: E402
from tests.support.answers import right_answers  # noqa: E402

from parlons.application.activity.activity_report import ActivityReport  # noqa: E402
from parlons.application.grading.attempt_book import Submission  # noqa: E402
from parlons.container import Container  # noqa: E402
from parlons.domain.identity.principal import OPERATOR, Principal  # noqa: E402
from parlons.domain.learning.catalogue import LessonView  # noqa: E402
from parlons.entrypoints.courses import bundled_course  # noqa: E402

LIMIT = 2.0
FIRST, SECOND = "bonjour", "je-suis"
LEARNER = Principal("learner", zone="Europe/Paris")
BARE = str(REPOSITORY / "tests/performance/_bare_insert.py")


def main() -> None:
    results = [measured(name, container) for name, container in installations()]
    sys.exit(not all(results))


def measured(name: str, container: Container) -> bool:
    path = container.course_source().load(bundled_course())
    container.import_course()(OPERATOR, path)
    for lesson in lessons(container, FIRST):
        tell(container, lesson, answered(container, lesson))
    lesson = lessons(container, SECOND)[0]
    attempts = answered(container, lesson)
    tell(container, lesson, attempts)
    with recorded() as statements:
        tell(container, lesson, attempts)
    token = container.token_issuer().issue(LEARNER).token
    names = {**environment(container), "PARLONS_THREADS": str(THREADS)}

    def body() -> object:
        return {
            "eventId": str(uuid4()),
            "lessonId": lesson.id,
            "attemptIds": list(map(str, attempts)),
        }

    with ExitStack() as stack:
        ours = stack.enter_context(served("-m", "parlons", "web", **names))
        bare = stack.enter_context(served(BARE, **names))
        found = ratio(
            requesting(ours, "POST", "/api/user/activity-completed", token, body),
            requesting(bare, "POST", "/activity", body=body),
        )
    print(f"{len(attempts)} attempts are told in {len(statements)} statements on {name}")
    return report(f"activity completed, on {name}", found, LIMIT)


def lessons(container: Container, slug: str) -> list[LessonView]:
    """Return the lessons of a unit of the only course there is."""
    with container.unit_of_work().read() as session:
        units = session.catalogue.units(1, 0, 100)
        unit = next(each for each in units if each.slug == slug)
        listed = session.catalogue.lessons(unit.id, 0, 100)
        return [session.catalogue.lesson(each.id) for each in listed]


def answered(container: Container, lesson: LessonView) -> tuple[UUID, ...]:
    answer = container.answer_exercise()
    submissions = (
        (each.id, Submission(answer=next(right_answers(each.content)))) for each in lesson.exercises
    )
    return tuple(answer(LEARNER, id_, submission).id for id_, submission in submissions)


def tell(container: Container, lesson: LessonView, attempts: tuple[UUID, ...]) -> None:
    report = ActivityReport(event_id=uuid4(), lesson_id=lesson.id, attempt_ids=attempts)
    container.complete_activity()(LEARNER, report)


if __name__ == "__main__":
    main()
