"""Units that practise few sentences in many words."""

import pytest
from tests.support.course_parts import course, say, unit, words

from parlons.domain.proofreading.frame_shares import frames_shared_too_much

ALIKE = [say(noun, f"Voici un {noun}.") for noun in ("chat", "chien", "lion")]
OTHERS = [say(f"other-{n}", f"{'très ' * n} bien, merci") for n in range(7)]


@pytest.mark.parametrize("others", [6, 7])
def test_a_unit_is_told_above_three_tenths(remarks, others):
    exercises = *ALIKE, *OTHERS[:others]
    path = course(unit("one", words("chat chien lion")), unit("two", (), *exercises))
    told = [("/units/1", "3 of 9 exercises share a frame, above 30%")]
    assert remarks(frames_shared_too_much, path) == (told if others == 6 else [])
