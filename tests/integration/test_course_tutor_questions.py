"""What share of a table of questions the course's tutor answers rightly, and what it makes up."""

from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
import yaml

from parlons.application.spending.change_plan import PlanChange
from parlons.container import Container, Settings
from parlons.domain.exercises.writing import folded
from parlons.domain.identity.principal import OPERATOR
from parlons.domain.spending.rate_limit import RateLimit
from parlons.domain.tutoring.question import TutorQuestion
from parlons.domain.tutoring.reply import TutorReply
from parlons.entrypoints.courses import bundled_course

TABLE = Path(__file__).with_name("course_tutor_questions.yaml")
RIGHT_AT_LEAST = 0.95


class Outcome(Enum):
    RIGHT = "right"
    UNKNOWN = "I don't know"
    INVENTED = "invented"


@pytest.fixture(scope="module")
def container() -> Iterator[Container]:
    container = Container(settings=Settings.in_memory())
    container.import_course()(OPERATOR, container.course_source().load(bundled_course()))
    often = RateLimit(requests=1_000_000, seconds=60, burst=1_000_000)
    container.change_plan()(OPERATOR, "free", PlanChange(rank=0, requests=often, budget=0))
    yield container
    container.shutdown_resources()


@pytest.fixture(scope="module")
def questions() -> list[dict[str, Any]]:
    return yaml.safe_load(TABLE.read_text(encoding="utf-8"))


def asked(container: Container, question: dict[str, Any]) -> TutorReply:
    return container.ask_tutor()(OPERATOR, TutorQuestion(text=question["question"]))


def outcome(question: dict[str, Any], reply: TutorReply) -> Outcome:
    """A reply without an answer is right where there is none; an answer must state all facts."""
    answerable = question["shape"] != "unknown"
    if not reply.answered:
        return Outcome.UNKNOWN if answerable else Outcome.RIGHT
    if not answerable:
        return Outcome.INVENTED
    said = f" {folded(reply.text.replace('*', ''))} "
    stated = all(f" {folded(fact)} " in said for fact in question["facts"])
    unit = question.get("unit")
    placed = unit is None or unit in {reference.position for reference in reply.references}
    return Outcome.RIGHT if stated and placed else Outcome.INVENTED


def test_nearly_all_questions_are_answered_and_nothing_is_made_up(
    container: Container, questions: list[dict[str, Any]]
):
    found = [(each, asked(container, each)) for each in questions]
    outcomes = [(each, reply, outcome(each, reply)) for each, reply in found]
    for answerable in (True, False):
        these = [kind for each, _, kind in outcomes if (each["shape"] != "unknown") is answerable]
        counts = ", ".join(f"{kind.value} {these.count(kind)}" for kind in Outcome)
        print(f"\n{len(these)} {'answerable' if answerable else 'unanswerable'}: {counts}")
    for each, reply, kind in outcomes:
        if kind is not Outcome.RIGHT:
            print(f"- {kind.value}: {each['question']} {each['facts']}\n    {reply.text[:300]!r}")
    kinds = [kind for _, _, kind in outcomes]
    assert Outcome.INVENTED not in kinds
    assert kinds.count(Outcome.RIGHT) / len(kinds) >= RIGHT_AT_LEAST


def test_a_reply_is_in_the_language_of_its_question(
    container: Container, questions: list[dict[str, Any]]
):
    unit = {"en": "[Unit ", "fr": "[Unité "}
    strays = [
        each["question"]
        for each in questions
        if unit[each["language"]] not in asked(container, each).text
    ]
    print(strays)
    assert len(strays) <= (1 - RIGHT_AT_LEAST) * len(questions)
