"""Where the families of questions look things up."""

import re
from collections.abc import Callable
from typing import TypeAlias

from attrs import frozen

from parlons.adapters.llm.lexicon_tutor.answer import Answer
from parlons.adapters.llm.lexicon_tutor.course.course_book import CourseBook
from parlons.adapters.llm.lexicon_tutor.course.hit import Hit
from parlons.adapters.llm.lexicon_tutor.course.phrasebook import Wanted, any_entry
from parlons.adapters.llm.lexicon_tutor.reading.focus import focus
from parlons.adapters.llm.lexicon_tutor.reading.question import Question
from parlons.adapters.llm.lexicon_tutor.reading.word_question import WordQuestion, wordings


@frozen
class Desk:
    """A course to look things up in.

    `loose` where a question need not have a known pattern, as long as it holds no word too many;
    `tolerant` where a word may be taken for a slip of another.
    """

    book: CourseBook
    loose: bool = False
    tolerant: bool = False

    def find(self, phrase: str, wanted: Wanted = any_entry) -> tuple[Hit, ...]:
        """Return the wanted entries that a phrase means, taken for the language taught first."""
        return self.look_up(WordQuestion(phrase=phrase, asks_meaning=True), wanted)

    def focus(
        self, question: Question, intent: re.Pattern[str], wanted: Wanted = any_entry
    ) -> tuple[Hit, ...]:
        """Return the wanted entries that a question with this intent is about, and nothing else."""
        phrases = focus(question.text, intent) if self.loose else ()
        return next(filter(None, (self.find(each, wanted) for each in phrases)), ())

    def look_up(self, question: WordQuestion, wanted: Wanted = any_entry) -> tuple[Hit, ...]:
        """Return the wanted entries that a question about a word means."""
        words, asked = self.book.words, [*wordings(question)]
        found = next(filter(None, (words.look_up(each, wanted) for each in asked)), ())
        if found or not self.tolerant or any(map(words.look_up, asked)):
            return found
        return next(filter(None, (words.look_up_slip(each, wanted) for each in asked)), ())


Shape: TypeAlias = Callable[[Question, Desk], Answer | None]
"""A family of questions: answers one, or says what is missing; None for a question of others."""
