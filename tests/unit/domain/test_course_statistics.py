"""What a course amounts to, in numbers."""

from tests.support.course_parts import CARD, course, say, unit, words

from parlons.domain.learning.course_statistics import KINDS, course_statistics

ONE = unit(
    "one",
    words("chat chien"),
    *(say("a", "Voici un chat."), say("b", "Voici un chien."), CARD),
    dialogue=["Voici le chat.", "Voici un chat."],
)
TWO = unit("two", words("oui"), say("c", "Voici un chat."))


def test_units_and_the_course_are_counted():
    (one, two), total = course_statistics(course(ONE, TWO))
    assert (one.name, two.name, total.name) == ("one", "two", "course")
    assert (one.lessons, one.exercises, one.vocabulary, one.dialogues) == (1, 3, 2, 1)
    assert (one.spoken_texts, one.shared_frames, one.shared_share) == (5, 2, 2 / 3)
    assert (total.lessons, total.exercises, total.vocabulary, total.dialogues) == (2, 4, 3, 1)
    assert (total.shared_frames, total.shared_share) == (2, 0.5)


def test_a_text_of_two_units_is_heard_once_in_the_course():
    (one, two), total = course_statistics(course(ONE, TWO))
    assert total.spoken_texts == one.spoken_texts + two.spoken_texts - 1


def test_every_kind_is_counted_even_where_there_is_none():
    (one, _), total = course_statistics(course(ONE, TWO))
    assert tuple(one.kinds) == KINDS
    assert (one.kinds["speaking"], one.kinds["flashcard"], one.kinds["matching"]) == (2, 1, 0)
    assert total.kinds["speaking"] == 3
