"""The texts of an exercise that are in the language taught."""

import re
from collections.abc import Iterator
from typing import Final

from attrs import frozen

from parlons.domain.exercises.answer_pattern import spell_out_all
from parlons.domain.exercises.exercise import Exercise
from parlons.domain.exercises.fill_in_blank import FillInBlank
from parlons.domain.exercises.flashcard import Flashcard
from parlons.domain.exercises.lexicon import CourseWords, Lexicon
from parlons.domain.exercises.matching import Matching
from parlons.domain.exercises.multiple_choice import MultipleChoice
from parlons.domain.exercises.ordering import Ordering
from parlons.domain.exercises.writing import folded

MIN_WORDS: Final = 3
"""A text of fewer words is a word or a phrase, no sentence."""

_QUOTED: Final = re.compile(r"«([^»]+)»|\"([^\"]+)\"|“([^”]+)”")


@frozen
class ExerciseTexts:
    """Tells the language taught from the other by the words of the course."""

    words: CourseWords

    def is_taught(self, text: str) -> bool:
        """Say whether more of the words are met in the language taught than in the other."""
        return self._known(text, self.words.taught) > self._known(text, self.words.source)

    def model_sentence(self, exercise: Exercise) -> str | None:
        """Return the one sentence in the language taught that the exercise is about.

        It is the model answer, or the text where the answer is in the other language; of a choice
        the right option, and of a card its back or else its front, where they have `MIN_WORDS`
        words or more and are in the language taught. Matching has none.
        """
        taught = self.words.taught.language
        if sentences := exercise.sentences(taught, taught):
            return sentences[0]
        match exercise:
            case MultipleChoice(correct=correct):
                candidates: tuple[str, ...] = (correct,)
            case Flashcard(front=front, back=back):
                candidates = (back, front)
            case _:
                candidates = ()
        return next(filter(self._is_sentence, candidates), None)

    def right(self, exercise: Exercise) -> Iterator[str]:
        """Yield what the exercise presents as right, in every way it may be put."""
        taught = self.words.taught.language
        yield from exercise.sentences(taught, taught)
        match exercise:
            case MultipleChoice(correct=correct):
                yield from filter(self._may_be_taught, (correct,))
            case Flashcard(front=front, back=back):
                yield from filter(self._may_be_taught, (front, back))
            case Matching(left=left, right=right):
                yield from filter(self._may_be_taught, (*left, *right))
            case FillInBlank(keys=keys):
                yield from (text for each in keys for text in spell_out_all(each))
            case _:
                pass

    def shown(self, exercise: Exercise) -> Iterator[str]:
        """Yield what is right, what is offered beside it and what the prompt quotes."""
        yield from self.right(exercise)
        match exercise:
            case MultipleChoice(options=options):
                yield from filter(self._may_be_taught, options)
            case Ordering(extra=extra):
                yield from extra
            case _:
                pass
        quoted = ("".join(found) for found in _QUOTED.findall(exercise.prompt))
        yield from filter(self._may_be_taught, quoted)

    def _is_sentence(self, text: str) -> bool:
        long = len(folded(text).split()) >= MIN_WORDS
        return long and self.is_taught(text)

    def _may_be_taught(self, text: str) -> bool:
        return self._known(text, self.words.taught) >= self._known(text, self.words.source)

    def _known(self, text: str, lexicon: Lexicon) -> float:
        words = folded(text).split()
        return sum(map(lexicon.knows, words)) / (len(words) or 1)
