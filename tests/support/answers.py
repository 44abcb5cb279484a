"""Answers to an exercise, made from its own key."""

from collections.abc import Iterator

from parlons.domain.exercises.answer_pattern import spell_out_all
from parlons.domain.exercises.exercise import Answer, Exercise
from parlons.domain.exercises.fill_in_blank import FillInBlank, FillInBlankAnswer
from parlons.domain.exercises.flashcard import Flashcard, FlashcardAnswer
from parlons.domain.exercises.listening import Listening, ListeningAnswer
from parlons.domain.exercises.matching import Matching, MatchingAnswer, Pair
from parlons.domain.exercises.multiple_choice import MultipleChoice, MultipleChoiceAnswer
from parlons.domain.exercises.ordering import Ordering, OrderingAnswer
from parlons.domain.exercises.speaking import Speaking, SpeakingAnswer
from parlons.domain.exercises.translation import Translation, TranslationAnswer


def right_answers(exercise: Exercise) -> Iterator[Answer]:
    """Yield the model answer, then one answer for each variant that the key lists."""
    match exercise:
        case MultipleChoice():
            yield MultipleChoiceAnswer(exercise.correct)
        case FillInBlank():
            yield from (FillInBlankAnswer(blanks) for blanks in _blanks(exercise))
        case Matching():
            yield MatchingAnswer(exercise.pairs)
        case Ordering():
            yield from map(OrderingAnswer, exercise.orders)
        case Translation():
            yield from map(TranslationAnswer, spell_out_all(exercise.keys))
        case Listening():
            said = (exercise.transcript, *spell_out_all(exercise.variants))
            yield from map(ListeningAnswer, said)
        case Speaking():
            said = (exercise.text, *spell_out_all(exercise.variants))
            yield from map(SpeakingAnswer, said)
        case Flashcard():
            yield FlashcardAnswer(recalled=True)


def wrong_answers(exercise: Exercise) -> Iterator[Answer]:
    """Yield an answer for each distractor, or the mistake that the kind of exercise invites."""
    match exercise:
        case MultipleChoice():
            wrong = (option for option in exercise.options if option != exercise.correct)
            yield from map(MultipleChoiceAnswer, wrong)
        case FillInBlank():
            model = tuple(spell_out_all(keys)[0] for keys in exercise.keys)
            for index in range(len(model)):
                yield FillInBlankAnswer((*model[:index], "", *model[index + 1 :]))
        case Matching():
            yield from _mismatches(exercise)
        case Ordering():
            yield from map(OrderingAnswer, _disorders(exercise))
        case Translation():
            yield TranslationAnswer(exercise.text)
        case Listening():
            yield ListeningAnswer(exercise.transcript + " non")
        case Speaking():
            yield SpeakingAnswer(exercise.text + " non")
        case Flashcard():
            yield FlashcardAnswer(recalled=False)


def _blanks(exercise: FillInBlank) -> Iterator[tuple[str, ...]]:
    spelt = [spell_out_all(keys) for keys in exercise.keys]
    model = tuple(keys[0] for keys in spelt)
    yield model
    for index, keys in enumerate(spelt):
        for key in keys[1:]:
            yield (*model[:index], key, *model[index + 1 :])


def _mismatches(exercise: Matching) -> Iterator[Answer]:
    """Each left item with its neighbour's partner, the others as they should be."""
    for index, pair in enumerate(exercise.pairs):
        neighbour = exercise.pairs[index - 1]
        swapped = {pair.left: neighbour.right, neighbour.left: pair.right}
        yield MatchingAnswer(
            tuple(Pair(each.left, swapped.get(each.left, each.right)) for each in exercise.pairs)
        )


def _disorders(exercise: Ordering) -> Iterator[tuple[str, ...]]:
    """The model order with an extra token in each place, and with a token too few."""
    model = exercise.orders[0]
    yield model[:-1]
    for extra in exercise.extra:
        for index in range(len(model)):
            yield (*model[:index], extra, *model[index + 1 :])
