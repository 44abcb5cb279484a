"""Who may do what: every use case asked by every role."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from dependency_injector import providers
from tests.support.api import settings
from tests.support.every_exercise import course

from parlons.application.activity.activity_report import ActivityReport, GivenAnswer
from parlons.application.activity.complete_activities import ActivityReports
from parlons.application.grading.attempt_book import Submission
from parlons.application.grading.decide_answer_report import Decision
from parlons.application.grading.report_answer import AnswerClaim
from parlons.application.identity.log_in import Credentials
from parlons.application.identity.register_user import Registration
from parlons.application.learning.set_prerequisites import Prerequisites
from parlons.application.ports.work_items import WorkFilter
from parlons.application.progress.freeze_day import Freeze
from parlons.application.spending.change_plan import PlanChange
from parlons.application.spending.report_usage import UsageQuestion
from parlons.application.spending.set_account import AccountChange
from parlons.application.spending.set_cap import CapChange
from parlons.application.tutoring.explain_mistake import MistakeQuestion
from parlons.application.tutoring.suggest_exercises import SuggestionsQuestion
from parlons.application.tutoring.summarise_chat import Chat, Speaker, Turn
from parlons.container import Container
from parlons.domain.errors import PermissionDeniedError
from parlons.domain.exercises.answer_report import AnswerReport
from parlons.domain.exercises.multiple_choice import MultipleChoiceAnswer
from parlons.domain.exercises.translation import TranslationAnswer
from parlons.domain.identity.principal import OPERATOR, Principal
from parlons.domain.identity.role import Role
from parlons.domain.spending.rate_limit import RateLimit
from parlons.domain.tutoring.question import TutorQuestion
from parlons.domain.work.work_item import WorkItem, WorkStatus
from parlons.entrypoints.testing import samples

VISITOR, LEARNER, EDUCATOR, ADMIN = Role

MATRIX = {
    "register_user": {VISITOR, ADMIN},
    "log_in": {VISITOR, ADMIN},
    "list_learning_paths": {LEARNER, EDUCATOR, ADMIN},
    "view_learning_path": {LEARNER, EDUCATOR, ADMIN},
    "view_unit": {LEARNER, EDUCATOR, ADMIN},
    "list_lessons": {LEARNER, EDUCATOR, ADMIN},
    "view_lesson": {LEARNER, EDUCATOR, ADMIN},
    "hear_exercise": {LEARNER, EDUCATOR, ADMIN},
    "hear_line": {LEARNER, EDUCATOR, ADMIN},
    "hear_term": {LEARNER, EDUCATOR, ADMIN},
    "answer_exercise": {LEARNER, EDUCATOR, ADMIN},
    "report_answer": {LEARNER, EDUCATOR, ADMIN},
    "list_answer_reports": {EDUCATOR, ADMIN},
    "decide_answer_report": {EDUCATOR, ADMIN},
    "import_course": {EDUCATOR, ADMIN},
    "set_prerequisites": {EDUCATOR, ADMIN},
    "list_units": {LEARNER, EDUCATOR, ADMIN},
    "complete_activity": {LEARNER, EDUCATOR, ADMIN},
    "complete_activities": {LEARNER, EDUCATOR, ADMIN},
    "enrol_in_path": {LEARNER, EDUCATOR, ADMIN},
    "freeze_day": {LEARNER, EDUCATOR, ADMIN},
    "view_progress": {LEARNER, EDUCATOR, ADMIN},
    "view_streak": {LEARNER, EDUCATOR, ADMIN},
    "view_xp": {LEARNER, EDUCATOR, ADMIN},
    "view_achievements": {LEARNER, EDUCATOR, ADMIN},
    "follow_news": {LEARNER, EDUCATOR, ADMIN},
    "rebuild_progress": {ADMIN},
    "list_learners": {ADMIN},
    "list_work": {ADMIN},
    "count_work": {ADMIN},
    "view_work": {ADMIN},
    "retry_work": {ADMIN},
    "replay_work": {ADMIN},
    "cancel_work": {ADMIN},
    "backfill_consumer": {ADMIN},
    "ask_tutor": {LEARNER, EDUCATOR, ADMIN},
    "stream_tutor_reply": {LEARNER, EDUCATOR, ADMIN},
    "follow_tutor_reply": {LEARNER, EDUCATOR, ADMIN},
    "ask_opinion": {LEARNER, EDUCATOR, ADMIN},
    "summarise_chat": {LEARNER, EDUCATOR, ADMIN},
    "explain_mistake": {LEARNER, EDUCATOR, ADMIN},
    "suggest_exercises": {LEARNER, EDUCATOR, ADMIN},
    "view_usage": {LEARNER, EDUCATOR, ADMIN},
    "report_usage": {ADMIN},
    "list_plans": {ADMIN},
    "view_plan": {ADMIN},
    "change_plan": {ADMIN},
    "remove_plan": {ADMIN},
    "set_account": {ADMIN},
    "list_caps": {ADMIN},
    "set_cap": {ADMIN},
    "remove_cap": {ADMIN},
}

ATTEMPT, ITEM, OTHER_ITEM = (UUID(int=number) for number in (1, 2, 3))
ANSWER = GivenAnswer(exercise_id=1, answer=MultipleChoiceAnswer("oui"))
ACTIVITY = ActivityReport(lesson_id=1, answers=(ANSWER,))
PASSWORD = "correct horse"
ARGUMENTS: dict[str, tuple[Any, ...]] = {
    "register_user": (
        Registration(email="new@example.org", password=PASSWORD, display_name="New"),
    ),
    "log_in": (Credentials(email="ada@example.org", password=PASSWORD),),
    "list_learning_paths": (),
    "view_learning_path": (1,),
    "view_unit": (1,),
    "list_lessons": (1,),
    "view_lesson": (1,),
    "hear_exercise": (6,),
    "hear_line": (1, 1),
    "hear_term": (1, "bonsoir"),
    "answer_exercise": (1, Submission(answer=MultipleChoiceAnswer("oui"))),
    "report_answer": (ATTEMPT, AnswerClaim()),
    "list_answer_reports": (),
    "decide_answer_report": (ATTEMPT, Decision(accept=False)),
    "import_course": (course(),),
    "set_prerequisites": (1, Prerequisites(completed=())),
    "list_units": (1,),
    "complete_activity": (ACTIVITY,),
    "complete_activities": (ActivityReports(activities=(ACTIVITY,)),),
    "enrol_in_path": (1,),
    "freeze_day": (Freeze(day=datetime.now(UTC).date()),),
    "view_progress": (),
    "view_streak": (),
    "view_xp": (),
    "view_achievements": (),
    "follow_news": (),
    "rebuild_progress": ("somebody",),
    "list_learners": ("", 10),
    "list_work": (WorkFilter(), None, 10),
    "count_work": (),
    "view_work": (ITEM,),
    "retry_work": (ITEM,),
    "replay_work": (),
    "cancel_work": (OTHER_ITEM,),
    "backfill_consumer": ("progress",),
    "ask_tutor": (TutorQuestion(text="What is un?"),),
    "stream_tutor_reply": (TutorQuestion(text="What is un?"),),
    "follow_tutor_reply": (TutorQuestion(text="What is un?"),),
    "ask_opinion": (ATTEMPT,),
    "summarise_chat": (Chat(turns=(Turn(speaker=Speaker.LEARNER, text="Why?"),)),),
    "explain_mistake": (1, MistakeQuestion(attempt_id=ATTEMPT)),
    "suggest_exercises": (1, SuggestionsQuestion()),
    "view_usage": (),
    "report_usage": (UsageQuestion(),),
    "list_plans": (),
    "view_plan": ("free",),
    "change_plan": ("plus", PlanChange(rank=1, requests=RateLimit(requests=5), budget=1)),
    "remove_plan": ("school",),
    "set_account": ("somebody", AccountChange(plan="plus")),
    "list_caps": (),
    "set_cap": ("installation", "all", CapChange(microdollars=1)),
    "remove_cap": ("plan", "free"),
}


@pytest.fixture
def container() -> Container:
    container = Container(settings=settings())
    container.import_course()(OPERATOR, course())
    ada = Registration(email="ada@example.org", password=PASSWORD, display_name="Ada")
    container.register_user()(OPERATOR, ada)
    container.enrol_in_path()(Principal("somebody"), 1)
    container.change_plan()(OPERATOR, "school", ARGUMENTS["change_plan"][1])
    container.set_cap()(OPERATOR, "plan", "free", CapChange(microdollars=1))
    refused = TranslationAnswer("ja")
    attempt = samples.attempt(1, id=ATTEMPT, user_id="somebody", answer=refused)
    with container.unit_of_work().write() as session:
        session.attempts.add(attempt)
        session.reports.add(AnswerReport.about(attempt, None, samples.NOON))
        session.work.add(
            [work_item(ITEM, WorkStatus.DEAD), work_item(OTHER_ITEM, WorkStatus.QUEUED)]
        )
    return container


def work_item(item_id: UUID, status: WorkStatus) -> WorkItem:
    return WorkItem(
        id=item_id,
        queue="jobs",
        kind="job",
        ref=str(item_id),
        status=status,
        created_at=samples.NOON,
        run_at=samples.NOON,
    )


def ask(container: Container, use_case: str, role: Role) -> object:
    asked: Callable[..., object] = container.providers[use_case]()
    return asked(Principal("somebody", frozenset({role})), *ARGUMENTS[use_case])


def test_the_matrix_has_every_use_case():
    use_cases = {
        name
        for name, provider in Container.providers.items()
        if isinstance(provider, providers.Factory) and hasattr(provider.cls, "permission")
    }
    assert use_cases == MATRIX.keys()


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("use_case", MATRIX)
def test_a_use_case_serves_those_who_may_and_nobody_else(
    container: Container, use_case: str, role: Role
):
    if role in MATRIX[use_case]:
        ask(container, use_case, role)
    else:
        with pytest.raises(PermissionDeniedError):
            ask(container, use_case, role)


def test_somebody_without_a_role_may_do_nothing(container: Container):
    for use_case in MATRIX:
        with pytest.raises(PermissionDeniedError):
            container.providers[use_case]()(Principal("x", frozenset()), *ARGUMENTS[use_case])


def test_only_who_manages_users_makes_other_than_learners(container: Container):
    registration = ARGUMENTS["register_user"][0]
    educators = frozenset({Role.EDUCATOR})
    with pytest.raises(PermissionDeniedError):
        container.register_user()(Principal("x", frozenset({VISITOR})), registration, educators)
    account = container.register_user()(OPERATOR, registration, educators)
    assert account.roles == (Role.EDUCATOR,)
