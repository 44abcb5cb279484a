"""A learner takes a lesson of the bundled course over HTTP, and disputes a grade."""

import io
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen
from tests.support.answers import right_answers, wrong_answers
from tests.support.command import run_parlons
from tests.support.course_folder import yaml_source
from tests.support.live_server import Visitor, serving
from tests.support.voice import require_espeak

from parlons.adapters.documents import http_codec
from parlons.application.ports.codec import Json
from parlons.domain.exercises.exercise import Answer, Exercise
from parlons.domain.exercises.fill_in_blank import FillInBlank, FillInBlankAnswer
from parlons.domain.exercises.listening import Listening, ListeningAnswer
from parlons.domain.exercises.matching import Matching, MatchingAnswer
from parlons.domain.exercises.ordering import Ordering, OrderingAnswer
from parlons.domain.exercises.speaking import Speaking, SpeakingAnswer
from parlons.domain.exercises.translation import Translation, TranslationAnswer
from parlons.entrypoints.courses import bundled_course

CODEC = next(http_codec())
TYPED = (FillInBlank, Translation, Listening, Speaking)


@frozen
class School:
    """A server with the bundled course, a learner, and the lesson they take."""

    visitor: Visitor
    learner: Visitor
    home: Path
    lesson: dict[str, Any]
    exercises: dict[str, Exercise]

    def answer(self, slug: str, answer: Answer, who: Visitor | None = None) -> Json:
        exercise = next(e for e in self.lesson["exercises"] if e["content"]["slug"] == slug)
        body = {"answer": CODEC.encode(answer), "durationMs": 2500}
        reply = (who or self.learner).send(
            "POST", f"/api/exercises/{exercise['id']}/attempts", body
        )
        assert reply.status == 201, reply.body
        return reply.json


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    home = tmp_path_factory.mktemp("school")
    assert run_parlons(home, "courses", "import").returncode == 0
    with serving(home) as visitor:
        learner = visitor.registered("ada")
        paths = learner.get("/api/learning-paths?targetLanguage=fr").json["items"]
        path = learner.get(f"/api/learning-paths/{paths[0]['id']}/user-view").json
        unit = path["units"]["items"][0]
        lesson = learner.get(f"/api/units/{unit['id']}/lessons").json["items"][0]
        opened = learner.get(f"/api/lessons/{lesson['id']}").json
        course = yaml_source().load(bundled_course())
        exercises = {each.slug: each for each in course.units[0].lessons[0].exercises}
        yield School(visitor, learner, home, opened, exercises)


def test_the_lesson_has_all_kinds_and_no_key(school: School):
    shown = [each["content"] for each in school.lesson["exercises"]]
    assert len({each["type"] for each in shown}) == 8
    assert [each["slug"] for each in shown] == list(school.exercises)
    secrets = {"keys", "correct", "transcript", "variants", "explanation", "orders", "accepted"}
    assert not [each["slug"] for each in shown if secrets & each.keys()]
    assert school.lesson["dialogue"]


def test_every_kind_answered_right_is_exact(school: School):
    for slug, exercise in school.exercises.items():
        grade = school.answer(slug, next(right_answers(exercise)))["grade"]
        assert (grade["verdict"], grade["accepted"]) == ("exact", True), slug
        assert grade["feedback"] == "Right."
        assert grade["explanation"] == exercise.explanation


def test_every_kind_answered_wrong_says_what_is_right(school: School):
    for slug, exercise in school.exercises.items():
        grade = school.answer(slug, next(wrong_answers(exercise)))["grade"]
        assert (grade["verdict"], grade["accepted"]) == ("wrong", False), slug
        worst = next(part for part in grade["parts"] if not part["accepted"])
        assert worst["expected"] in grade["feedback"]


def test_what_is_nearly_right_says_what_to_look_at(school: School):
    """A choice and a card have no nearly."""
    told = {}
    for slug, exercise in school.exercises.items():
        if not isinstance(exercise, (*TYPED, Matching, Ordering)):
            continue
        grade = school.answer(slug, nearly(exercise))["grade"]
        assert grade["verdict"] != "exact", slug
        assert grade["accepted"] == isinstance(exercise, TYPED), (slug, grade)
        told[exercise.TYPE] = grade["feedback"]
        differing = [
            token
            for part in grade["parts"]
            for token in part["diff"]
            if token["operation"] != "equal"
        ]
        assert differing or isinstance(exercise, Matching)
    assert len(told) == 6
    for exercise in TYPED:
        assert told[exercise.TYPE].startswith("Right. Mind the ")
    assert " right. " in told["matching"]


def nearly(exercise: Exercise) -> Answer:
    """The model answer in capitals and without its marks; two pairs or tokens exchanged."""
    match next(right_answers(exercise)):
        case TranslationAnswer(text):
            return TranslationAnswer(sloppy(text))
        case ListeningAnswer(text):
            return ListeningAnswer(sloppy(text))
        case SpeakingAnswer(transcript):
            return SpeakingAnswer(sloppy(transcript))
        case FillInBlankAnswer(blanks):
            return FillInBlankAnswer(tuple(map(str.upper, blanks)))
        case MatchingAnswer():
            return next(wrong_answers(exercise))
        case OrderingAnswer(tokens):
            return OrderingAnswer((tokens[1], tokens[0], *tokens[2:]))
    raise AssertionError(exercise)


def sloppy(text: str) -> str:
    return text.upper().rstrip(" ?!.")


def test_what_is_dictated_can_be_heard(school: School):
    require_espeak()
    spoken = [each for each in school.lesson["exercises"] if each["sound"]]
    assert {each["content"]["type"] for each in spoken} == {"listening", "speaking"}
    for each in spoken:
        reply = school.learner.get(f"/api/exercises/{each['id']}/audio")
        assert (reply.status, reply.headers["Content-Type"]) == (200, "audio/wav")
        with wave.open(io.BytesIO(reply.body)) as file:
            seconds = file.getnframes() / file.getframerate()
        words = len(school.exercises[each["content"]["slug"]].spoken.split())
        assert 0.15 * words < seconds < 1.5 * words + 1


def test_a_reported_answer_counts_for_everybody_and_nobody_loses(school: School):
    slug = next(s for s, e in school.exercises.items() if isinstance(e, Translation))
    other = TranslationAnswer("Une réponse que personne n'attend")
    reported = school.answer(slug, other)
    grace = school.visitor.registered("grace")
    same = school.answer(slug, TranslationAnswer(other.text.lower()), grace)
    counted = school.answer(slug, next(right_answers(school.exercises[slug])), grace)
    assert not reported["grade"]["accepted"]
    assert not same["grade"]["accepted"]

    path = f"/api/attempts/{reported['id']}/report"
    assert grace.send("POST", path, {}).status == 404
    filed = school.learner.send("POST", path, {"note": "People say so."})
    assert (filed.status, filed.json["status"]) == (201, "open")
    assert school.learner.get("/api/answer-reports").status == 403

    educator = hired(school)
    (listed,) = educator.get("/api/answer-reports").json["items"]
    assert listed["report"]["note"] == "People say so."
    assert listed["task"].endswith(school.exercises[slug].text)
    decision = f"/api/answer-reports/{reported['id']}/decision"
    decided = educator.send("PUT", decision, {"accept": True})
    assert (decided.status, decided.json["regraded"]) == (200, 2)
    assert educator.send("PUT", decision, {"accept": False}).status == 409
    assert educator.get("/api/answer-reports").json["items"] == []

    assert school.answer(slug, other)["grade"]["verdict"] == "exact"
    assert grace.send("POST", f"/api/attempts/{same['id']}/report", {}).status == 409
    assert counted["grade"]["accepted"]
    # A new edition of the course leaves it standing.
    assert run_parlons(school.home, "courses", "import").returncode == 0
    assert school.answer(slug, other)["grade"]["accepted"]


def hired(school: School) -> Visitor:
    account = {"email": "educator@example.org", "password": "correct horse"}
    arguments = ("users", "add", "--email", account["email"], "--role", "educator")
    assert run_parlons(school.home, *arguments, stdin="correct horse\n").returncode == 0
    return school.visitor.logged_in(**account)
