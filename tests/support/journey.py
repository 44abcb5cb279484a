"""A learner's whole way through a course, by the use cases of an installation alone."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import accumulate, islice, takewhile
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from attrs import define, evolve, field
from tests.support.answers import right_answers, wrong_answers
from tests.support.every_exercise import EXERCISES
from tests.support.processes import wait_until
from tests.support.school import unit

from parlons.application.activity.activity_report import ActivityReport, GivenAnswer
from parlons.application.activity.complete_activities import ActivityReports
from parlons.application.grading.attempt_book import Submission
from parlons.application.identity.log_in import Credentials
from parlons.application.identity.register_user import Registration
from parlons.application.paging import Page, PageRequest
from parlons.application.ports.work_items import WorkFilter
from parlons.application.progress.follow_news import NewsItem
from parlons.application.progress.freeze_day import Freeze
from parlons.container import Container
from parlons.domain.errors import ParlonsError
from parlons.domain.identity.principal import OPERATOR, VISITOR, Principal
from parlons.domain.learning.catalogue import LessonView
from parlons.domain.learning.cefr_level import CefrLevel
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.learning.prerequisites import AllOf, AnyOf, Condition, UnitCompleted, UnitScore
from parlons.domain.learning.unit_role import UnitRole
from parlons.domain.progress.event import AchievementEarned, XpEarned
from parlons.domain.tutoring.question import TutorQuestion
from parlons.domain.work.work_item import UNFINISHED
from parlons.entrypoints.testing import samples

START: Final = datetime(2026, 4, 2, 10, tzinfo=UTC)
"""When the journey begins: a Thursday, four days after summer time came to Paris."""

ZONE: Final = "Europe/Paris"
"""Where the learner lives."""

_DAY: Final = timedelta(days=1)
_ZONES: Final = (
    *("Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York", "Asia/Kathmandu"),
    *(ZONE, ZONE, "Africa/Casablanca"),
)

Told = Iterator[tuple[str, Any]]
"""What use cases returned, each with a name."""


def course() -> LearningPath:
    """A course with a score gate, an any-of, an all-of, an optional unit and one of review."""
    done = {name: UnitCompleted(unit=name) for name in ("greetings", "kinds", "food", "snack")}
    kinds = samples.lesson("kinds", *EXERCISES)
    score = UnitScore(unit="greetings", minimum=50)
    return samples.path(
        "french",
        unit("greetings", 3, 2, vocabulary=(samples.word(),)),
        samples.unit("kinds", kinds, title="Kinds", prerequisites=score),
        unit("food", 2, waits_for=done["greetings"]),
        unit("town", 1, waits_for=_any_of(done["kinds"], done["food"])),
        unit("review", 2, waits_for=_all_of(done["kinds"], done["food"]), role=UnitRole.REVIEW),
        unit("diary", 1, 1, 1, 1),
        unit("snack", 1),
        unit("sweets", 1, waits_for=done["snack"], role=UnitRole.OPTIONAL),
    )


def _any_of(*conditions: Condition) -> Condition:
    return AnyOf(conditions=conditions)


def _all_of(*conditions: Condition) -> Condition:
    return AllOf(conditions=conditions)


@define
class Journey:
    """Every step tells what its use cases returned.

    Nothing is told that depends on who of several workers comes first.
    """

    container: Container
    learner: Principal = VISITOR
    path_id: int = 0
    lessons: dict[str, LessonView] = field(factory=dict)
    attempts: tuple[UUID, ...] = ()
    heard: int = 0

    def __call__(self) -> dict[str, dict[str, Any]]:
        """Return what was told, by steps."""
        steps = (
            *(self.publish, self.arrive, self.enrol, self.look_round, self.meet_locked_units),
            *(self.answer, self.hand_in_attempts, self.hand_in_answers, self.hand_in_badly),
            *(self.freeze, self.come_back_online, self.ask, self.finish, self.look_back),
            *(self.hear, self.rebuild, self.list_work),
        )
        return {step.__name__: dict(step()) for step in steps}

    def publish(self) -> Told:
        import_course = self.container.import_course()
        report = import_course(OPERATOR, course())
        self.path_id = report.path_id
        self.settle()
        yield "first", report
        yield "again", import_course(OPERATOR, course())

    def arrive(self) -> Told:
        ada = {"email": "ada@example.org", "password": "correct horse battery"}
        registration = Registration(**ada, display_name="Ada", zone=ZONE)
        register = self.container.register_user()
        yield "account", register(VISITOR, registration)
        yield "address taken", refusal(lambda: register(VISITOR, registration))
        log_in = self.container.log_in()
        wrong = Credentials(email=ada["email"], password="incorrect horse")
        yield "wrong password", refusal(lambda: log_in(VISITOR, wrong))
        logged_in = log_in(VISITOR, Credentials(**ada))
        yield "logged in", (logged_in.account, logged_in.expires_at)
        self.learner = self.container.token_issuer().authenticate(logged_in.access_token)
        yield "learner", self.learner

    def enrol(self) -> Told:
        listed = self.container.list_learning_paths()
        yield "French", listed(self.learner, target_language="fr", level=CefrLevel.A1)
        yield "German", listed(self.learner, target_language="de")
        enrol = self.container.enrol_in_path()
        yield "enrolled", enrol(self.learner, self.path_id)
        yield "nowhere", refusal(lambda: enrol(self.learner, 10**9))
        yield "view", self.container.view_learning_path()(self.learner, self.path_id)

    def look_round(self) -> Told:
        for listed in self.units():
            lessons = self.lessons_of(listed.id)
            yield f"lessons of {listed.slug}", lessons
            yield f"notes of {listed.slug}", self.container.view_unit()(self.learner, listed.id)
            for each in lessons:
                view = self.container.view_lesson()(self.learner, each.id)
                self.lessons[each.slug] = view
                yield f"lesson {each.slug}", view

    def meet_locked_units(self) -> Told:
        exercise = self.lessons["kinds"].exercises[0]
        submission = Submission(answer=next(right_answers(exercise.content)))
        answer = self.container.answer_exercise()
        yield "attempt", refusal(lambda: answer(self.learner, exercise.id, submission))
        for slug in ("food", "town", "review"):
            yield slug, refusal(partial(self.hand_in, self.report(slug)))

    def answer(self) -> Told:
        """Answer the first lesson, the first exercise wrongly before rightly."""
        first, *others = self.lessons["greetings"].exercises
        wrong = Submission(answer=next(wrong_answers(first.content)), duration_ms=1500)
        right = Submission(answer=next(right_answers(first.content)))
        answer = self.container.answer_exercise()
        made = [
            answer(self.learner, first.id, wrong, "first"),
            answer(self.learner, first.id, right, "second"),
            *(answer(self.learner, each.id, right) for each in others),
        ]
        self.attempts = tuple(each.id for each in made[1:])
        yield "attempts", made
        yield "retried", answer(self.learner, first.id, wrong, "first")
        yield "other", refusal(lambda: answer(self.learner, first.id, right, "first"))

    def hand_in_attempts(self) -> Told:
        lesson, name = self.lessons["greetings"].id, UUID(int=1)
        report = ActivityReport(lesson_id=lesson, attempt_ids=self.attempts, event_id=name)
        yield "accepted", self.hand_in(report)
        self.settle()
        yield from self.standing("")
        yield "retried", self.hand_in(report)
        fewer = evolve(report, attempt_ids=self.attempts[:1])
        yield "other", refusal(lambda: self.hand_in(fewer))
        self.settle()
        yield from self.standing(" after that")
        yield from self.hear()

    def hand_in_answers(self) -> Told:
        yield "half right", self.hand_in(self.report("greetings-1", False, True))
        self.settle()
        yield from self.standing("")
        yield "all right", self.hand_in(self.report("greetings-1"))
        self.settle()
        yield from self.standing(" after that")

    def hand_in_badly(self) -> Told:
        mine = ActivityReport(lesson_id=self.lessons["greetings"].id, attempt_ids=self.attempts)
        good = self.report("diary")
        hand_in_all, hand_in = self.container.complete_activities(), self.hand_in
        bad = {
            "no lesson": evolve(good, lesson_id=10**9),
            "another lesson": evolve(mine, lesson_id=self.lessons["diary"].id),
            "in the future": evolve(good, occurred_at=START + _DAY),
            "too long ago": evolve(good, occurred_at=START - 40 * _DAY),
        }
        for name, report in bad.items():
            yield name, refusal(partial(hand_in, report))
            both = ActivityReports(activities=(good, report))
            yield f"{name}, in a batch", refusal(partial(hand_in_all, self.learner, both))
        grace = Principal("grace")
        complete = self.container.complete_activity()
        yield "another learner's", refusal(lambda: complete(grace, mine))

    def freeze(self) -> Told:
        freeze = self.container.freeze_day()
        yield "yesterday", freeze(self.learner, Freeze(day=date(2026, 4, 1)))
        yield "long ago", refusal(lambda: freeze(self.learner, Freeze(day=date(2026, 3, 1))))
        self.settle()

    def come_back_online(self) -> Told:
        """Tell of a week offline, the latest day first; a unit was opened in it by another."""
        slugs = ("greetings", "diary", "snack", "sweets", "diary-1", "diary-2", "diary-3")
        week = (
            self.report(
                slug,
                event_id=UUID(int=100 + day),
                occurred_at=datetime(2026, 3, 25 + day, 21, 30, tzinfo=ZoneInfo(zone)),
                zone=zone,
                duration_ms=60_000 + day,
            )
            for day, (slug, zone) in enumerate(zip(slugs, _ZONES, strict=True))
        )
        reports = ActivityReports(activities=tuple(week)[::-1])
        hand_in = self.container.complete_activities()
        yield "accepted", hand_in(self.learner, reports)
        self.settle()
        yield "retried", hand_in(self.learner, reports)
        self.settle()
        yield from self.standing("")

    def ask(self) -> Told:
        """Ask the course's own tutor, who then is not asked again."""
        question = TutorQuestion(text="What does “bonsoir” mean?", path_id=self.path_id)
        ask = self.container.ask_tutor()
        yield "reply", ask(self.learner, question)
        yield "again", ask(self.learner, question)

    def finish(self) -> Told:
        """Hand in what is left without waiting for any of it to be worked on."""
        for listed in self.units():
            for lesson in self.lessons_of(listed.id):
                if lesson.completed_at is None:
                    yield lesson.slug, self.hand_in(self.report(lesson.slug))
        self.settle()

    def look_back(self) -> Told:
        yield "view", self.container.view_learning_path()(self.learner, self.path_id)
        for listed in self.units():
            yield f"lessons of {listed.slug}", self.lessons_of(listed.id)
        yield from self.standing("")
        view_xp = self.container.view_xp()
        yield "entries", pages(lambda page: view_xp(self.learner, page).entries, 7)
        yield "progress", self.container.view_progress()(self.learner)

    def rebuild(self) -> Told:
        rebuild, user_id = self.container.rebuild_progress(), self.learner.user_id
        yield "learners", self.container.list_learners()(OPERATOR, "", 10)
        yield "differences", rebuild(OPERATOR, user_id, dry_run=True)
        yield "not theirs", refusal(lambda: rebuild(self.learner, user_id, dry_run=True))

    def list_work(self) -> Told:
        listed, view = self.container.list_work(), self.container.view_work()
        items = listed(OPERATOR, WorkFilter(user_id=self.learner.user_id), None, 1000)
        yield "counts", self.container.count_work()(OPERATOR)
        yield (
            "items",
            Counter((each.queue, each.kind, each.priority, each.status) for each in items),
        )
        yield "errors", [each.last_error for each in items if each.last_error]
        yield "failures", [view(OPERATOR, each.id).failures for each in items[:5]]
        yield "not theirs", refusal(lambda: listed(self.learner, WorkFilter(), None, 10))

    def hear(self) -> Told:
        """Hear the news after those heard before; only their order is left to chance."""
        with self.container.unit_of_work().read() as session:
            last = session.events.last_number(self.learner.user_id)
        news = self.news(last - self.heard)
        yield "numbers", [each.number for each in news] == list(range(self.heard + 1, last + 1))
        yield "totals", _totals_add_up(news)
        yield "news", Counter(map(_unordered, news))
        self.heard = last

    def settle(self) -> None:
        """Return when all work is finished."""
        count = self.container.count_work()
        unfinished = {*UNFINISHED}
        wait_until(
            lambda: not any(status in unfinished for _, status in count(OPERATOR)),
            "the end of all work",
        )

    def standing(self, when: str) -> Told:
        """Tell where the learner stands."""
        states = {each.slug: (each.state, each.score, each.unmet) for each in self.units()}
        yield f"units{when}", states
        yield f"xp{when}", self.container.view_xp()(self.learner)
        yield f"streak{when}", self.container.view_streak()(self.learner)
        yield f"achievements{when}", self.container.view_achievements()(self.learner)

    def units(self) -> list[Any]:
        listed = self.container.list_units()
        return pages(lambda page: listed(self.learner, self.path_id, page), 3)

    def lessons_of(self, unit_id: int) -> list[Any]:
        listed = self.container.list_lessons()
        return pages(lambda page: listed(self.learner, unit_id, page), 2)

    def report(self, slug: str, *right: bool, **more: Any) -> ActivityReport:
        """Raw answers to a lesson, each right or wrong; all right by default."""
        lesson = self.lessons[slug]
        answers = (
            GivenAnswer(
                exercise_id=each.id,
                answer=next((right_answers if good else wrong_answers)(each.content)),
            )
            for each, good in zip(
                lesson.exercises, right or (True,) * len(lesson.exercises), strict=True
            )
        )
        return ActivityReport(lesson_id=lesson.id, answers=tuple(answers), **more)

    def hand_in(self, report: ActivityReport) -> Any:
        return self.container.complete_activity()(self.learner, report)

    def news(self, count: int) -> list[NewsItem]:
        """Hear the next news, fewer where they do not come."""
        with closing(self.container.follow_news()(self.learner, self.heard)) as following:
            came = takewhile(lambda each: each is not None, following)
            return [each for each in islice(came, count) if each is not None]


def refusal(call: Callable[[], object]) -> object:
    """Return why a call is refused, or what it returned in spite of all."""
    try:
        return {"accepted": call()}
    except ParlonsError as error:
        return {"refused": type(error).__name__, "message": str(error), **vars(error)}


def pages(fetch: Callable[[PageRequest], Page[Any]], limit: int) -> list[Any]:
    """Return the members of all pages."""
    page = fetch(PageRequest(limit=limit))
    found = [*page.items]
    while page.next_cursor is not None:
        page = fetch(PageRequest(limit=limit, cursor=page.next_cursor))
        found += page.items
    return found


def _totals_add_up(news: list[NewsItem]) -> bool:
    earned = [each.fact for each in news if isinstance(each.fact, XpEarned)]
    before = earned[0].total - earned[0].points
    sums = list(accumulate((each.points for each in earned), initial=before))
    return [each.total for each in earned] == sums[1:]


def _unordered(news: NewsItem) -> NewsItem:
    """Take away what depends on which event was worked on first."""
    match news.fact:
        case XpEarned():
            return evolve(news, number=0, fact=evolve(news.fact, total=0))
        case AchievementEarned():
            return evolve(news, number=0, occurred_at=START)
    return evolve(news, number=0)
