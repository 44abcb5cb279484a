import pytest
from attrs import field, frozen
from hypothesis import given
from hypothesis import strategies as st

from parlons.domain.exercises.alignment import diff
from parlons.domain.exercises.part_grade import DiffOperation
from parlons.domain.exercises.text_comparison import FORGIVING, compare, policy
from parlons.domain.exercises.verdict import Verdict
from parlons.domain.exercises.writing import canonical

KEY = "Je m'appelle Zoé, et toi ?"


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("Je m'appelle Zoé, et toi ?", "exact"),
        ("  Je  m’appelle\u00a0Zoé, et toi ?", "exact"),
        ("Je m'appelle Zoe\u0301, et toi ?", "exact"),
        ("Je m'appelle Zoé et toi", "punctuation"),
        ("Je m'appelle Zoé, et toi?", "punctuation"),
        ("je m'appelle zoé et toi", "case"),
        ("je m'appelle zoe et toi", "accent"),
        ("Je m'appelle Zoe, et toi ?", "accent"),
        ("Je mappelle Zoé, et toi ?", "punctuation"),
        ("Je m'appelle Zoé, et moi ?", "wrong"),
        ("", "wrong"),
        ("?!", "wrong"),
    ],
)
def test_the_slightest_difference_names_the_verdict(answer: str, verdict: str):
    assert compare(answer, [KEY]).verdict == verdict


def test_ligatures_and_their_letters_differ_by_accent_only():
    assert compare("soeur", ["sœur"]).verdict is Verdict.ACCENT


def test_a_key_of_punctuation_alone_is_not_matched_by_other_punctuation():
    assert compare("!", ["?"]).verdict is Verdict.WRONG


def test_the_nearest_key_wins_and_the_first_of_equals():
    part = compare("salut", ["Bonjour", "Salut", "SALUT"])
    assert (part.verdict, part.expected) == (Verdict.CASE, "Salut")


def test_the_policy_decides_whether_a_slip_counts():
    strict = (Verdict.EXACT, Verdict.CASE)
    assert not compare("ou", ["où"], strict).accepted
    assert compare("OÙ", ["où"], strict).accepted


@frozen
class _Accepting:
    accept: tuple[Verdict, ...] = field(validator=policy())


@pytest.mark.parametrize("accept", [(Verdict.EXACT,), FORGIVING])
def test_a_policy_takes_the_exact_answer_and_slips(accept: tuple[Verdict, ...]):
    assert _Accepting(accept).accept == accept


@pytest.mark.parametrize(
    ("accept", "complaint"),
    [
        ((), "accept must hold exact"),
        ((Verdict.CASE,), "accept must hold exact"),
        ((Verdict.EXACT, Verdict.WRONG), "accept must not hold wrong"),
        ((Verdict.EXACT, Verdict.CASE, Verdict.CASE), "accept must not repeat"),
    ],
)
def test_a_policy_that_makes_no_sense_is_refused(accept: tuple[Verdict, ...], complaint: str):
    with pytest.raises(ValueError, match=complaint):
        _Accepting(accept)


def test_a_diff_shows_which_words_differ():
    found = [
        (token.operation, token.given, token.expected)
        for token in diff("Je suis une étudiant", "Je suis étudiante ici")
    ]
    assert found == [
        (DiffOperation.EQUAL, "Je suis", "Je suis"),
        (DiffOperation.REPLACE, "une étudiant", "étudiante ici"),
    ]


@given(st.text(max_size=60))
def test_a_text_is_never_a_worse_match_for_itself_than_exact(text: str):
    expected = Verdict.EXACT if canonical(text) else Verdict.WRONG
    assert compare(text, [text]).verdict is expected


@given(st.text(max_size=60))
def test_canonical_form_is_stable(text: str):
    assert canonical(canonical(text)) == canonical(text)


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_diff_joined_is_both_texts(ours: str, theirs: str):
    tokens = diff(ours, theirs)
    assert " ".join(filter(None, (token.given for token in tokens))) == canonical(ours)
    assert " ".join(filter(None, (token.expected for token in tokens))) == canonical(theirs)
