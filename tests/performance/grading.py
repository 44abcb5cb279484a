"""Grading an answer, beside reading the request that brings it.

Right and wrong answers to every exercise of the bundled course are graded with all its words, each
kind by itself and all together, beside two baselines: the validation of the same body against its
JSON Schema by the package jsonschema (limit 1.0 over all), and, for information, all that the API
does with it before, which validates in Rust: parsing, validating and making a `Submission`. Then
come 10,000 answers made to be slow, the slowest of which may take 20 ms.
"""

import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median

import orjson
from attrs import evolve
from jsonschema import Draft202012Validator

REPOSITORY = Path(__file__).parents[2]
sys.path.insert(0, str(REPOSITORY))

from tests.support.answers import right_answers, wrong_answers  # noqa: E402

from parlons.application.grading.attempt_book import Submission  # noqa: E402
from parlons.container import Container, Settings  # noqa: E402
from parlons.domain.exercises.exercise import Answer, Exercise  # noqa: E402
from parlons.domain.exercises.lexicon import CourseWords  # noqa: E402
from parlons.domain.exercises.translation import Translation, TranslationAnswer  # noqa: E402
from parlons.domain.learning.course_words import course_words  # noqa: E402
from parlons.entrypoints.courses import bundled_course  # noqa: E402

RATIO_LIMIT, SLOWEST_LIMIT = 1.0, 0.020
ROUNDS, HOSTILE = 9, 10_000
LONGEST = 500
OF_EACH = 3

Case = tuple[Exercise, Answer, bytes]
Work = Callable[[list[Case]], None]


def main() -> None:
    container = Container(settings=Settings.in_memory())
    path = container.course_source().load(bundled_course())
    exercises = [
        each for unit in path.units for lesson in unit.lessons for each in lesson.exercises
    ]
    entries = [entry for unit in path.units for entry in unit.vocabulary]
    words = course_words(entries, exercises, taught="fr", source="en")
    fast = compared(container, exercises, words)
    sys.exit(not (bounded(exercises, words) and fast))


def compared(container: Container, exercises: list[Exercise], words: CourseWords) -> bool:
    codec = container.http_codec()
    schemas = codec.schema(Submission)
    validator = Draft202012Validator(
        {"$ref": "#/components/schemas/Submission", "components": {"schemas": schemas}}
    )
    by_kind: dict[str, list[Case]] = defaultdict(list)
    for exercise in exercises:
        for answer in answers(exercise):
            body = orjson.dumps({"answer": codec.encode(answer), "durationMs": 4200})
            by_kind[exercise.TYPE].append((exercise, answer, body))

    def grade(cases: list[Case]) -> None:
        for exercise, answer, _ in cases:
            exercise.grade(answer, words)

    def validate(cases: list[Case]) -> None:
        for _, _, body in cases:
            assert validator.is_valid(orjson.loads(body))

    def read(cases: list[Case]) -> None:
        for _, _, body in cases:
            codec.decode(orjson.loads(body), Submission)

    works = (grade, validate, read)
    for kind, cases in by_kind.items():
        print(f"  {kind}, {len(cases)} answers: {shown(*measured(works, cases))}")
    ours, validation, reading = measured(
        works, [case for each in by_kind.values() for case in each]
    )
    found = ours / validation
    print(f"grading: ratio {found:.2f} (limit {RATIO_LIMIT}); {shown(ours, validation, reading)}")
    return found <= RATIO_LIMIT


def measured(works: tuple[Work, ...], cases: list[Case]) -> list[float]:
    """Return the median time of each work for one answer, in microseconds; rounds alternate."""
    for work in works:
        work(cases)
    rounds = [[seconds(work, cases) for work in works] for _ in range(ROUNDS)]
    return [median(column) / len(cases) * 1e6 for column in zip(*rounds, strict=True)]


def shown(ours: float, validation: float, reading: float) -> str:
    return (
        f"{ours:.0f} µs over {validation:.0f} µs to validate;"
        f" {ours / reading:.2f} of the {reading:.0f} µs that the API takes to read it"
    )


def answers(exercise: Exercise) -> Iterator[Answer]:
    """As many right answers as wrong ones, where there are."""
    yield from islice(right_answers(exercise), OF_EACH)
    yield from islice(wrong_answers(exercise), OF_EACH)


def seconds(work: Work, cases: list[Case]) -> float:
    began = time.perf_counter()
    work(cases)
    return time.perf_counter() - began


def bounded(exercises: list[Exercise], words: CourseWords) -> bool:
    chance = random.Random(3)
    targets = [each for each in exercises if isinstance(each, Translation)]
    widest = evolve(targets[0], keys=widest_keys(chance))
    slowest, culprit = 0.0, ""
    for number, text in enumerate(islice(hostile_texts(chance, targets), HOSTILE)):
        exercise = widest if number % 2 else chance.choice(targets)
        answer = TranslationAnswer(text)
        began = time.perf_counter()
        exercise.grade(answer, words)
        taken = time.perf_counter() - began
        if taken > slowest:
            slowest, culprit = taken, text
    print(
        f"grading, the slowest of {HOSTILE:,} hostile answers: {slowest * 1e3:.1f} ms"
        f" (limit {SLOWEST_LIMIT * 1e3:.0f} ms): {culprit[:40]!r}…"
    )
    return slowest <= SLOWEST_LIMIT


def widest_keys(chance: random.Random) -> tuple[str, ...]:
    """As many long keys as an exercise may have, by patterns."""
    alternatives = "(a|b|c|d|e) (a|b|c|d|e) (a|b|c|d|e) (x|y|z)"
    filler = " ".join(chance.choice("abcdexyz") for _ in range(110))
    return (f"{alternatives} {filler}",)


def hostile_texts(chance: random.Random, targets: list[Translation]) -> Iterator[str]:
    """Texts as long as an answer may be: repetitive, of many words, of marks, near a key."""
    pieces = ("a ", "a b ", "a b c d e ", "x", "' ", "-", "é", "e\u0301", "ﬁ", "аеорс ")
    while True:
        for piece in pieces:
            yield piece * (LONGEST // len(piece))
        key = chance.choice(targets).keys[0]
        yield (key + " ") * (LONGEST // (len(key) + 1))
        yield "".join(chance.choice("abcdexyz ") for _ in range(LONGEST))
        yield " ".join(chance.choice("abcdexyz") for _ in range(LONGEST // 2))
        words = key.split()
        chance.shuffle(words)
        yield " ".join(words)


if __name__ == "__main__":
    main()
