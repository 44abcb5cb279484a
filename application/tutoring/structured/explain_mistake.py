"""Explain why an answer was not right."""

from typing import ClassVar, Final

from attrs import frozen

from parlons.application.tutoring.structured.brief import brief
from parlons.application.tutoring.structured.graded_answer import graded_answer
from parlons.application.tutoring.structured.structured_task import StructuredTask
from parlons.domain.exercises.attempt import ExerciseAttempt
from parlons.domain.exercises.exercise import Exercise
from parlons.domain.learning.catalogue import PathSummary
from parlons.domain.tutoring.completion import CompletionRequest
from parlons.domain.tutoring.structured.mistake_explanation import MistakeExplanation

_TASK: Final = (
    "Explain the mistake in the learner's answer: in `summary` what is wrong, in `rule` the rule"
    " behind it, each in at most 60 words; in `corrected` the right answer alone; in `examples` up"
    " to three short sentences in the language taught that follow the rule, with translations."
)
_LIMIT: Final = 700
_LONGEST: Final = 2000
_NO_FEEDBACK: Final = "Not this time."
_NO_RULE: Final = "Compare your answer with the right one, word by word."


@frozen(kw_only=True)
class ExplainMistake(StructuredTask[MistakeExplanation]):
    """One attempt at one exercise; without a model the grade's own feedback explains it."""

    NAME: ClassVar[str] = "explain-mistake"
    TYPE: ClassVar[type[MistakeExplanation]] = MistakeExplanation
    PROSE_SERVES: ClassVar[bool] = True

    path: PathSummary
    language: str
    exercise: Exercise
    attempt: ExerciseAttempt

    def request(self) -> CompletionRequest:
        data = graded_answer(self.exercise, self.attempt.standing)
        return brief(self.path, self.language, _TASK, data, _LIMIT)

    def fallback(self) -> MistakeExplanation:
        grade = self.attempt.standing
        expected = " / ".join(part.expected for part in grade.parts if part.expected.strip())
        return MistakeExplanation(
            summary=(grade.feedback or _NO_FEEDBACK)[:_LONGEST],
            rule=grade.explanation or self.exercise.explanation or _NO_RULE,
            corrected=(expected or self.exercise.task)[:_LONGEST],
        )
