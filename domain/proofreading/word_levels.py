"""Words beyond the level of a course."""

from collections.abc import Iterator

from parlons.domain.learning.cefr_level import CefrLevel
from parlons.domain.learning.course_places import entries_of, exercises_of
from parlons.domain.learning.course_reading import CourseReading
from parlons.domain.learning.taught_words import words_of
from parlons.domain.learning.text_words import small_words
from parlons.domain.proofreading.remark import Remark, RemarkKind


def words_above_level(reading: CourseReading) -> Iterator[Remark]:
    """Remark on each entry above the level of the path."""
    level = reading.path.level
    for entry in entries_of(reading.path):
        if entry.value.level is not None and entry.value.level > level:
            message = f"{entry.name!r} is {entry.value.level}, above the course's {level}"
            yield Remark(RemarkKind.ABOVE_LEVEL, entry.pointer, message)


def hard_sentences(reading: CourseReading) -> Iterator[Remark]:
    """Remark on each exercise whose model sentence holds a word that only entries above the level
    of the path teach; an entry without a level is at that level.
    """
    level = reading.path.level
    levels = _lowest_levels(reading)
    for exercise in exercises_of(reading.path):
        sentence = reading.texts.model_sentence(exercise.value) or ""
        words = dict.fromkeys(small_words(sentence))
        above = [f"{w} ({levels[w]})" for w in words if w in levels and levels[w] > level]
        if above:
            message = f"holds words above {level}, {', '.join(above)}: {sentence}"
            yield Remark(RemarkKind.HARD_SENTENCE, exercise.pointer, message)


def _lowest_levels(reading: CourseReading) -> dict[str, CefrLevel]:
    levels: dict[str, CefrLevel] = {}
    for entry in entries_of(reading.path):
        level = entry.value.level or reading.path.level
        for word in words_of(entry.value):
            levels[word] = min(level, levels.get(word, level))
    return levels
