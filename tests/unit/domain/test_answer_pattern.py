"""One line stands for many answers, and never for too many."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlons.domain.exercises.answer_pattern import MAX_ANSWERS, literal, spell_out
from parlons.domain.exercises.translation import Translation

PATTERNS = {
    "bonsoir": ("bonsoir",),
    "(suis|m'appelle) Marc": ("suis Marc", "m'appelle Marc"),
    "[Moi, ]je suis": ("Moi, je suis", "Je suis"),
    "[(Oui|Si), ]merci": ("Oui, merci", "Si, merci", "Merci"),
    "[moi ]et toi": ("moi et toi", "et toi"),
    "(Paris|à Paris)": ("Paris", "à Paris"),
    "content[e[s]]": ("contentes", "contente", "content"),
    "un [petit ] [grand ] pain": (
        "un petit grand pain",
        "un petit pain",
        "un grand pain",
        "un pain",
    ),
    r"a \(b\) \[c\] d\|e \\": ("a (b) [c] d|e \\",),
    "(a|a)": ("a",),
    "(a|)b": ("ab", "b"),
}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_is_spelt_out_with_the_model_answer_first(pattern: str):
    assert spell_out(pattern) == PATTERNS[pattern]


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        ("(a|b", "has a '\\(' that nothing closes"),
        ("[a", "has a '\\[' that nothing closes"),
        ("(a]", "has a '\\(' that nothing closes"),
        ("a)", "has a '\\)' that nothing opens"),
        ("a|b", "'\\|' outside of"),
        ("(" * 7 + "a" + ")" * 7, "nests deeper than 6"),
        ("(a|b)" * 20, "stands for 1,048,576 answers, above 500"),
    ],
)
def test_a_bad_pattern_is_refused_with_its_fault(pattern: str, fault: str):
    with pytest.raises(ValueError, match=fault):
        spell_out(pattern)


def test_a_million_answers_are_counted_and_not_made():
    began = time.perf_counter()
    with pytest.raises(ValueError, match="answers, above"):
        spell_out("(a|b|c|d|e|f|g|h|i|j)" * 24)
    assert time.perf_counter() - began < 0.1


def test_an_exercise_counts_all_its_patterns_together():
    fifty = "(a|b|c|d|e) (1|2|3|4|5|6|7|8|9|10)"
    keys = tuple(f"{fifty} {word}" for word in range(MAX_ANSWERS // 50))
    exercise = {"slug": "a", "prompt": "?", "text": "a", "into": "fr"}
    Translation(**exercise, keys=keys)
    with pytest.raises(ValueError, match="keys stands for 501 answers"):
        Translation(**exercise, keys=(*keys, "one more"))
    with pytest.raises(ValueError, match="stands for no answer"):
        Translation(**exercise, keys=("[ ]",))


@given(st.text(min_size=1, max_size=60).filter(str.strip))
def test_a_literal_stands_for_itself(text: str):
    (spelt,) = spell_out(literal(text))
    assert spelt.split() == text.split()
