"""No secret leaves over HTTP: neither in a schema nor in a response."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, get_args
from uuid import UUID

import attrs
import pytest
from tests.support.api import token
from tests.support.every_exercise import ANSWERS
from tests.support.installation import Installation, installation

from parlons.application.ports.codec import camel_case
from parlons.application.spending.change_plan import PlanChange
from parlons.domain import fields
from parlons.domain.exercises.exercise import Exercise
from parlons.domain.exercises.translation import TranslationAnswer
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import OPERATOR
from parlons.domain.identity.role import Role
from parlons.domain.identity.user import User
from parlons.domain.spending.rate_limit import RateLimit
from parlons.entrypoints.http.openapi import openapi_document
from parlons.entrypoints.http.operations import OPERATIONS
from parlons.entrypoints.testing import samples

PASSWORD = "a secret password"
CREDENTIALS = {"email": "ada@example.org", "password": PASSWORD}
QUESTION = {"text": "What is un?"}

ATTEMPT = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
PLAN = {"rank": 1, "requests": {"requests": 5}, "budget": 100}
ACTIVITY = {"lessonId": 1, "answers": [{"exerciseId": 8, "answer": ANSWERS["card"]}]}
TAUGHT = (Permission.REVIEW_ANSWERS, Permission.MANAGE_COURSES)
TOMORROW = (datetime.now(UTC).date() + timedelta(days=1)).isoformat()
REQUESTS: dict[str, tuple[str, Any]] = {
    "register": ("/api/auth/register", {**CREDENTIALS, "displayName": "Ada"}),
    "logIn": ("/api/auth/login", CREDENTIALS),
    "viewUser": ("/api/user", None),
    "listLearningPaths": ("/api/learning-paths", None),
    "viewLearningPath": ("/api/learning-paths/1/user-view", None),
    "listUnits": ("/api/learning-paths/1/units", None),
    "viewUnit": ("/api/units/1", None),
    "setPrerequisites": ("/api/units/1/prerequisites", {"completed": []}),
    "listLessons": ("/api/units/1/lessons", None),
    "viewLesson": ("/api/lessons/1", None),
    "hearExercise": ("/api/exercises/6/audio", None),
    "hearLine": ("/api/lessons/1/dialogue/1/audio", None),
    "hearTerm": ("/api/learning-paths/1/pronunciation?term=bonsoir", None),
    "answerExercise": ("/api/exercises/8/attempts", {"answer": ANSWERS["card"]}),
    "reportAnswer": (f"/api/attempts/{ATTEMPT}/report", {"note": "Why?"}),
    "listAnswerReports": ("/api/answer-reports", None),
    "decideAnswerReport": (f"/api/answer-reports/{ATTEMPT}/decision", {"accept": True}),
    "completeActivity": ("/api/user/activity-completed", ACTIVITY),
    "completeActivities": ("/api/user/activities-completed", {"activities": [ACTIVITY]}),
    "viewProgress": ("/api/user/progress", None),
    "enrolInPath": ("/api/learning-paths/1/enrolment", None),
    "viewXp": ("/api/user/xp", None),
    "viewStreak": ("/api/user/streak", None),
    "freezeDay": ("/api/user/streak/freezes", {"day": TOMORROW}),
    "viewAchievements": ("/api/user/achievements", None),
    "followNews": ("/api/user/events?after=0", None),
    "askTutor": ("/api/tutor/messages", QUESTION),
    "streamTutorReply": ("/api/tutor/messages/stream", QUESTION),
    "explainMistake": ("/api/lessons/1/explain-mistake", {"attemptId": str(ATTEMPT)}),
    "suggestExercises": ("/api/lessons/1/suggest-exercises", {"count": 2}),
    "askOpinion": (f"/api/attempts/{ATTEMPT}/opinion", None),
    "summariseChat": ("/api/tutor/summary", {"turns": [{"speaker": "tutor", "text": "un"}]}),
    "viewUsage": ("/api/user/usage", None),
    "reportUsage": ("/api/admin/usage?by=user", None),
    "exportUsage": ("/api/admin/usage.csv", None),
    "listPlans": ("/api/admin/plans", None),
    "viewPlan": ("/api/admin/plans/free", None),
    "changePlan": ("/api/admin/plans/trial", PLAN),
    "removePlan": ("/api/admin/plans/trial", None),
    "setAccount": ("/api/admin/users/ada/plan", {"plan": "plus"}),
    "listCaps": ("/api/admin/caps", None),
    "setCap": ("/api/admin/caps/installation/all", {"microdollars": 1}),
    "removeCap": ("/api/admin/caps/installation/all", None),
}
TOLD_WITH_THE_GRADE = "secret explanation"


@pytest.fixture
def parlons(tmp_path: Path) -> Iterator[Installation]:
    with installation(tmp_path, dispatcher="memory") as parlons:
        # So that the stream of news ends after its first look.
        parlons.container.follow_news.add_kwargs(seconds=count(step=200).__next__)
        often = PlanChange(rank=0, requests=RateLimit(requests=100, burst=100), budget=0)
        parlons.container.change_plan()(OPERATOR, "free", often)
        yield parlons


def test_no_schema_has_a_secret_field(parlons: Installation):
    schemas = openapi_document(parlons.container)["components"]["schemas"]
    secret = {
        (class_.__name__, camel_case(field.name))
        for class_ in (User, *get_args(Exercise))
        for field in attrs.fields(class_)
        if fields.SECRET.items() <= field.metadata.items()
    }
    shown = {
        (name, field) for name, schema in schemas.items() for field in schema.get("properties", ())
    }
    assert len(secret) > 8
    assert not secret & shown
    suspicious = {
        (name, field) for name, field in shown if re.search("(?i)password|token|key", field)
    }
    assert suspicious == {
        ("Credentials", "password"),
        ("Registration", "password"),
        ("LoggedIn", "accessToken"),
        ("LoggedIn", "tokenType"),
        ("ExerciseAttempt", "idempotencyKey"),
        *(
            (name, f"{kind}Tokens")
            for name in ("TokenUsage", "UsageSums")
            for kind in ("input", "output", "cached")
        ),
        *((name, "tokens") for name in ("Ordering", "OrderingAnswer")),
    }


def test_no_response_holds_a_secret(parlons: Installation):
    bodies = {}
    refused = samples.attempt(5, id=ATTEMPT, answer=TranslationAnswer("salut"))
    with parlons.container.unit_of_work().write() as session:
        session.attempts.add(refused)
    teacher = token(parlons.container, role=Role.EDUCATOR)
    admin = token(parlons.container, role=Role.ADMIN)
    for operation in OPERATIONS:
        path, document = REQUESTS[operation.id]
        bearer = teacher if operation.permission in TAUGHT else None
        bearer = admin if operation.permission is Permission.MANAGE_SPENDING else bearer
        reply = parlons.send(operation.method, path, json=document, token_=bearer)
        bodies[operation.id] = reply.get_data().decode(errors="replace")
        assert reply.status_code == operation.status, bodies[operation.id]
    assert "xp_earned" in bodies["followNews"]
    told, explained = bodies.pop("answerExercise"), bodies.pop("explainMistake")
    assert json.loads(explained)["explanation"]["rule"] == TOLD_WITH_THE_GRADE
    assert json.loads(told)["grade"]["explanation"] == TOLD_WITH_THE_GRADE
    with parlons.container.unit_of_work().read() as session:
        ada = session.users.by_email(CREDENTIALS["email"])
    for body in (*bodies.values(), (told + explained).replace(TOLD_WITH_THE_GRADE, "")):
        assert "secret" not in body
        assert ada.password_hash not in body
