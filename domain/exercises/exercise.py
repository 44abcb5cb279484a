"""The tagged unions over all kinds; a new kind is its own module and its line in each."""

from parlons.domain.exercises.fill_in_blank import FillInBlank, FillInBlankAnswer
from parlons.domain.exercises.flashcard import Flashcard, FlashcardAnswer
from parlons.domain.exercises.listening import Listening, ListeningAnswer
from parlons.domain.exercises.matching import Matching, MatchingAnswer
from parlons.domain.exercises.multiple_choice import MultipleChoice, MultipleChoiceAnswer
from parlons.domain.exercises.ordering import Ordering, OrderingAnswer
from parlons.domain.exercises.speaking import Speaking, SpeakingAnswer
from parlons.domain.exercises.translation import Translation, TranslationAnswer

Exercise = (
    MultipleChoice
    | FillInBlank
    | Matching
    | Ordering
    | Translation
    | Listening
    | Speaking
    | Flashcard
)

Answer = (
    MultipleChoiceAnswer
    | FillInBlankAnswer
    | MatchingAnswer
    | OrderingAnswer
    | TranslationAnswer
    | ListeningAnswer
    | SpeakingAnswer
    | FlashcardAnswer
)
