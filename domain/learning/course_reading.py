"""A course as somebody reads it from the first unit to the last."""

from collections.abc import Iterator

from attrs import frozen

from parlons.domain.learning.course_places import Placed, entries_of, exercises_of, lines_of
from parlons.domain.learning.course_words import course_words
from parlons.domain.learning.exercise_texts import ExerciseTexts
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.learning.taught_words import TaughtWords
from parlons.domain.learning.text_words import Word, words_in


@frozen(kw_only=True)
class CourseReading:
    """A course with what is gathered from the whole of it.

    `sentences` are those in the language taught that learners must understand: the examples of the
    vocabulary, the lines of dialogues and the model sentences of exercises. `small` are the words
    that begin with a small letter somewhere, `large` those that have a capital within a sentence.
    """

    path: LearningPath
    texts: ExerciseTexts
    taught: TaughtWords
    sentences: tuple[Placed[str], ...]
    small: frozenset[str]
    large: frozenset[str]

    @classmethod
    def of(cls, path: LearningPath) -> "CourseReading":
        """Read a course."""
        words = course_words(
            [entry.value for entry in entries_of(path)],
            (exercise.value for exercise in exercises_of(path)),
            taught=path.target_language,
            source=path.source_language,
        )
        texts = ExerciseTexts(words)
        sentences = tuple(sorted(_sentences(path, texts), key=lambda each: each.unit))
        read = {word for each in sentences for word in words_in(each.value)}
        return cls(
            path=path,
            texts=texts,
            taught=TaughtWords.of(path),
            sentences=sentences,
            small=frozenset(word.text for word in read if not word.is_capitalised),
            large=frozenset(
                word.text for word in read if word.is_capitalised and not word.opens_sentence
            ),
        )

    def is_name(self, word: Word) -> bool:
        """Say whether a word is somebody's or something's name.

        Such a word has a capital within a sentence, unless the vocabulary writes it with one. At
        the start of a sentence it has one everywhere, and is a name elsewhere or taught nowhere.
        """
        if not word.is_capitalised or word.text in self.taught.capitals:
            return False
        if not word.opens_sentence:
            return True
        is_known = word.text in self.large or self.taught.teaching(word) is None
        return is_known and word.text not in self.small


def _sentences(path: LearningPath, texts: ExerciseTexts) -> Iterator[Placed[str]]:
    for entry in entries_of(path):
        if entry.value.example is not None:
            yield Placed(f"{entry.pointer}/example", entry.unit, entry.name, entry.value.example)
    for line in lines_of(path):
        yield Placed(f"{line.pointer}/text", line.unit, line.name, line.value.text)
    for exercise in exercises_of(path):
        sentence = texts.model_sentence(exercise.value)
        if sentence is not None:
            yield Placed(exercise.pointer, exercise.unit, exercise.name, sentence)
