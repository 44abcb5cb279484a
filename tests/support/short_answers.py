"""Answers in the short form in which tests write them."""

from typing import Any

from parlons.domain.exercises.exercise import Answer, Exercise
from parlons.domain.exercises.fill_in_blank import FillInBlank, FillInBlankAnswer
from parlons.domain.exercises.flashcard import Flashcard, FlashcardAnswer
from parlons.domain.exercises.listening import Listening, ListeningAnswer
from parlons.domain.exercises.matching import Matching, MatchingAnswer, Pair
from parlons.domain.exercises.multiple_choice import MultipleChoice, MultipleChoiceAnswer
from parlons.domain.exercises.ordering import Ordering, OrderingAnswer
from parlons.domain.exercises.speaking import Speaking, SpeakingAnswer
from parlons.domain.exercises.translation import Translation, TranslationAnswer

_MAKERS = {
    MultipleChoice: MultipleChoiceAnswer,
    FillInBlank: lambda blanks: FillInBlankAnswer(tuple(blanks)),
    Matching: lambda pairs: MatchingAnswer(tuple(Pair(**pair) for pair in pairs)),
    Ordering: lambda tokens: OrderingAnswer(tuple(tokens)),
    Translation: TranslationAnswer,
    Listening: ListeningAnswer,
    Speaking: SpeakingAnswer,
    Flashcard: FlashcardAnswer,
}


def answer_to(exercise: Exercise, short: Any) -> Answer:
    """Make an answer to the exercise of a text, or of the list of its parts."""
    return _MAKERS[type(exercise)](short)
