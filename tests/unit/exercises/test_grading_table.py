"""The hand-written table of answers, beside what the grader says."""

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from attrs import frozen
from tests.support.short_answers import answer_to

from parlons.adapters.documents import authored_codec
from parlons.domain.exercises.exercise import Answer, Exercise
from parlons.domain.exercises.lexicon import CourseWords
from parlons.domain.exercises.text_comparison import FORGIVING
from parlons.domain.learning.catalogue import StoredExercise
from parlons.domain.learning.course_words import course_words
from parlons.domain.learning.vocabulary_entry import VocabularyEntry

TABLE = yaml.safe_load((Path(__file__).parent / "grading_cases.yaml").read_text("utf-8"))

MAX_FALSE_ACCEPTS, MAX_FALSE_REJECTS, MAX_OTHER_VERDICTS = 0, 0.01, 0.03


@frozen
class Case:
    exercise: Exercise
    answer: Answer
    verdict: str
    accepted: bool
    shown: str


@cache
def cases() -> tuple[Case, ...]:
    return tuple(
        Case(
            exercise,
            answer_to(exercise, case["answer"]),
            case["verdict"],
            case.get("accepted", case["verdict"] in getattr(exercise, "accept", FORGIVING)),
            f"{exercise.TYPE}: {case['answer']!r} for {_key(row['exercise'])!r}",
        )
        for row in TABLE["exercises"]
        for exercise in [exercise_of(row["exercise"])]
        for case in row["cases"]
    )


def exercise_of(fields: dict[str, Any]) -> Exercise:
    document = {"slug": "case", "prompt": "Answer.", **fields}
    stored = {"id": 1, "version": 1, "content": document}
    return next(authored_codec()).decode(stored, StoredExercise).content


def _key(fields: dict[str, Any]) -> object:
    names = ("keys", "transcript", "orders", "correct", "pairs", "back", "text")
    return next(fields[name] for name in names if name in fields)


@cache
def words() -> CourseWords:
    codec = next(authored_codec())
    entries = [codec.decode(entry, VocabularyEntry) for entry in TABLE["words"]]
    exercises = [case.exercise for case in cases()]
    return course_words(entries, exercises, taught="fr", source="en")


@pytest.fixture(scope="module")
def differences() -> list[tuple[Case, str, bool]]:
    graded = ((case, case.exercise.grade(case.answer, words())) for case in cases())
    return [
        (case, str(grade.verdict), grade.accepted)
        for case, grade in graded
        if (grade.verdict, grade.accepted) != (case.verdict, case.accepted)
    ]


def test_the_table_is_of_all_kinds_and_verdicts():
    assert len(cases()) >= 300
    assert len({case.exercise.TYPE for case in cases()}) == 8
    assert len(Counter(case.verdict for case in cases())) == 7


def test_hardly_an_answer_is_accepted_or_rejected_against_the_table(differences):
    right = sum(case.accepted for case in cases())
    accepts = [case for case, _, accepted in differences if accepted and not case.accepted]
    rejects = [case for case, _, accepted in differences if case.accepted and not accepted]
    false_accepts = len(accepts) / (len(cases()) - right)
    false_rejects = len(rejects) / right
    others = len(differences) / len(cases())
    print(
        f"{len(cases())} answers, {right} to be accepted:"
        f" false accepts {len(accepts)} ({false_accepts:.1%}),"
        f" false rejects {len(rejects)} ({false_rejects:.1%}),"
        f" another verdict or outcome {len(differences)} ({others:.1%})"
    )
    for case, verdict, accepted in differences:
        print(f"  {case.shown}: {case.verdict} in the table, graded {verdict}, accepted={accepted}")
    assert false_accepts <= MAX_FALSE_ACCEPTS
    assert false_rejects <= MAX_FALSE_REJECTS
    assert others <= MAX_OTHER_VERDICTS
