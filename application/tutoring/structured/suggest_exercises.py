"""Suggest exercises for what a learner got wrong."""

from collections.abc import Iterator
from typing import ClassVar, Final

from attrs import evolve, frozen

from parlons.application.ports.reply_decoder import Salvaged, UndecodableReplyError
from parlons.application.tutoring.structured.brief import brief
from parlons.application.tutoring.structured.graded_answer import graded_answer
from parlons.application.tutoring.structured.structured_task import StructuredTask
from parlons.domain.exercises.exercise import Exercise
from parlons.domain.exercises.grade import Grade
from parlons.domain.exercises.lexicon import NO_WORDS, CourseWords
from parlons.domain.exercises.writing import folded
from parlons.domain.learning.catalogue import PathSummary
from parlons.domain.learning.exercise_texts import ExerciseTexts
from parlons.domain.learning.vocabulary_entry import VocabularyEntry
from parlons.domain.tutoring.completion import CompletionRequest
from parlons.domain.tutoring.structured.exercise_suggestions import (
    MAX_SUGGESTIONS,
    ExerciseSuggestions,
    SuggestedExercise,
    asked_by,
)
from parlons.domain.tutoring.structured.words_in_level import is_in_level

_TASK: Final = (
    "Write {count} new exercises that train what the learner got wrong, with the words of the"
    " vocabulary. Each is of one of the types of the schema; `slug` is its name, in lower-case"
    " words joined by hyphens, each name once. Of `multiple_choice`, `correct` is one of two to"
    " eight different `options`, and no other option is right. Of `fill_in_blank`, `text` has each"
    " blank written as ___ and `keys` lists, per blank, its right answers. Of `translation`, `into`"
    " is the tag of the language to translate `text` into, and `keys` lists right translations."
    " Right answers hold no brackets, slashes or bars. No two exercises ask the same."
)
_LIMIT: Final = 2000
_SHOWN_MISTAKES: Final = 10
_SHOWN_WORDS: Final = 60
SHARE_KNOWN: Final = 0.8
"""The least share of the words in each text of the language taught that the course has."""


@frozen
class Mistake:
    """An exercise that the learner got wrong, and the grade of the answer."""

    exercise: Exercise
    grade: Grade


@frozen(kw_only=True)
class SuggestExercises(StructuredTask[ExerciseSuggestions]):
    """Recent mistakes, last first, and the lesson's vocabulary.

    `words` are those of the course: an exercise that leaves them is left out; none means that
    this is not checked. `lesson` are exercises to repeat without a model, best first.
    """

    NAME: ClassVar[str] = "suggest-exercises"
    TYPE: ClassVar[type[ExerciseSuggestions]] = ExerciseSuggestions
    PROSE_SERVES: ClassVar[bool] = False

    path: PathSummary
    language: str
    mistakes: tuple[Mistake, ...]
    vocabulary: tuple[VocabularyEntry, ...]
    lesson: tuple[Exercise, ...] = ()
    words: CourseWords = NO_WORDS
    count: int = 5

    def request(self) -> CompletionRequest:
        shown = self.mistakes[:_SHOWN_MISTAKES]
        data = {
            "mistakes": [graded_answer(each.exercise, each.grade) for each in shown],
            "vocabulary": [
                {"term": each.term, "translation": each.translations[0]}
                for each in self.vocabulary[:_SHOWN_WORDS]
            ],
        }
        task = _TASK.format(count=min(self.count, MAX_SUGGESTIONS))
        return brief(self.path, self.language, task, data, _LIMIT)

    def checked(self, value: ExerciseSuggestions) -> Salvaged[ExerciseSuggestions]:
        """Leave out the exercises whose words the course does not have."""
        kept = tuple(filter(self._is_in_level, value.items))
        if not kept:
            raise UndecodableReplyError(("items: use words that the course does not have",))
        dropped = (f"/items/{index}" for index, each in enumerate(value.items) if each not in kept)
        return Salvaged(evolve(value, items=kept), tuple(dropped))

    def fallback(self) -> ExerciseSuggestions | None:
        """Return exercises of the lesson, those first that the learner got wrong."""
        missed = {asked_by(each): each for each in self._repeatable()}
        slugs = {each.slug: each for each in missed.values()}
        items = tuple(slugs.values())[: min(self.count, MAX_SUGGESTIONS)]
        return ExerciseSuggestions(items=items) if items else None

    def _repeatable(self) -> Iterator[SuggestedExercise]:
        for exercise in (*(each.exercise for each in self.mistakes), *self.lesson):
            if isinstance(exercise, SuggestedExercise):
                yield exercise

    def _is_in_level(self, exercise: SuggestedExercise) -> bool:
        taught = self.words.taught
        if not taught.entries:
            return True
        texts = list(ExerciseTexts(self.words).right(exercise))
        words = {word for text in texts for word in folded(text).split()}
        known = frozenset(filter(taught.knows, words))
        return all(is_in_level(text, known, SHARE_KNOWN) for text in texts)
