"""An answer beside its exercise, as data for a model."""

from collections.abc import Mapping
from typing import Any

from parlons.domain.exercises.base import ExerciseBase
from parlons.domain.exercises.grade import Grade
from parlons.domain.exercises.part_grade import DiffOperation, PartGrade


def graded_answer(exercise: ExerciseBase, grade: Grade) -> Mapping[str, Any]:
    """Return what was asked, what was answered and how it was graded; nothing of who answered."""
    return {
        "exercise": {"type": exercise.TYPE, "prompt": exercise.prompt, "task": exercise.task},
        "parts": list(map(_part, grade.parts)),
        "verdict": grade.verdict,
        "accepted": grade.accepted,
        "feedback": grade.feedback,
        "explanation": grade.explanation,
    }


def _part(part: PartGrade) -> Mapping[str, Any]:
    differences = [each for each in part.diff if each.operation is not DiffOperation.EQUAL]
    return {
        "learner_answer": part.given,
        "right_answer": part.expected,
        "accepted": part.accepted,
        "differences": [{"given": each.given, "expected": each.expected} for each in differences],
    }
