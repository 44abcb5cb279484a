"""Every rule over a whole course."""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Final

from parlons.domain.learning.course_reading import CourseReading
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.proofreading.contradictions import contradictions
from parlons.domain.proofreading.frame_shares import frames_shared_too_much
from parlons.domain.proofreading.missing_sound import missing_sound
from parlons.domain.proofreading.odd_gates import odd_gates
from parlons.domain.proofreading.remark import Remark
from parlons.domain.proofreading.repeated_sentences import repeated_sentences
from parlons.domain.proofreading.teaching_order import words_never_taught, words_taught_later
from parlons.domain.proofreading.vocabulary_use import unused_vocabulary
from parlons.domain.proofreading.word_levels import hard_sentences, words_above_level

_RULES: Final = (
    contradictions,
    words_taught_later,
    words_never_taught,
    unused_vocabulary,
    repeated_sentences,
    frames_shared_too_much,
    words_above_level,
    hard_sentences,
)


def proofread(
    path: LearningPath, obstacle: Callable[[str], str | None] = lambda _text: None
) -> Iterator[Remark]:
    """Yield what every rule remarks on; `obstacle` tells why a text cannot be heard."""
    reading = CourseReading.of(path)
    return chain(
        *(rule(reading) for rule in _RULES), odd_gates(path), missing_sound(path, obstacle)
    )
