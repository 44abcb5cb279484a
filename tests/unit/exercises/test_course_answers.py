"""Answers to the bundled course, judged by a teacher who had not seen the grader."""

from pathlib import Path

import pytest
import yaml
from tests.support.course_folder import yaml_source
from tests.support.short_answers import answer_to

from parlons.domain.learning.course_words import course_words
from parlons.domain.learning.learning_path import LearningPath
from parlons.entrypoints.courses import bundled_course

GROUPS = yaml.safe_load((Path(__file__).parent / "course_answers.yaml").read_text("utf-8"))

# What is accepted and should not be is a fault of the grader, and so is a slip that it does not
# forgive. A wording that no key has (a case without a verdict) is for learners to report.
MAX_FALSE_ACCEPTS, MAX_SLIPS_REJECTED, MAX_FALSE_REJECTS = 0.01, 0.05, 0.25


@pytest.fixture(scope="module")
def course() -> LearningPath:
    return yaml_source().load(bundled_course())


def test_few_answers_are_accepted_or_rejected_against_the_teacher(course: LearningPath):
    exercises = {
        (unit.slug, lesson.slug, exercise.slug): exercise
        for unit in course.units
        for lesson in unit.lessons
        for exercise in lesson.exercises
    }
    entries = [entry for unit in course.units for entry in unit.vocabulary]
    words = course_words(entries, exercises.values(), taught="fr", source="en")
    graded = []
    for group in GROUPS:
        place = group["unit"], group["lesson"], group["exercise"]
        for case in group["cases"]:
            answer = answer_to(exercises[place], case["answer"])
            graded.append((place, case, exercises[place].grade(answer, words)))

    right = [each for each in graded if each[1]["accepted"]]
    wrong = [each for each in graded if not each[1]["accepted"]]
    rejects = [each for each in right if not each[2].accepted]
    accepts = [each for each in wrong if each[2].accepted]
    slips = [each for each in right if "verdict" in each[1]]
    slips_rejected = [each for each in slips if not each[2].accepted]
    others = [
        each
        for each in graded
        if each[1].get("verdict") not in (None, each[2].verdict) and each not in rejects + accepts
    ]
    print(
        f"{len(graded)} answers: false accepts {len(accepts)} of {len(wrong)}"
        f" ({len(accepts) / len(wrong):.1%}), false rejects {len(rejects)} of {len(right)}"
        f" ({len(rejects) / len(right):.1%}), of which slips {len(slips_rejected)} of {len(slips)};"
        f" another verdict {len(others)}"
    )
    for name, found in (("accept", accepts), ("reject", rejects), ("verdict", others)):
        for place, case, grade in found:
            wanted = case.get("verdict", case.get("because", ""))
            print(f"  {name} {'/'.join(place)}: {case['answer']!r} {wanted} -> {grade.verdict}")
    assert len(accepts) / len(wrong) <= MAX_FALSE_ACCEPTS
    assert len(slips_rejected) / len(slips) <= MAX_SLIPS_REJECTED
    assert len(rejects) / len(right) <= MAX_FALSE_REJECTS
