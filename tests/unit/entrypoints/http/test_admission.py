"""Calls that wait for a model are capped, so that threads remain for other requests."""

from contextlib import ExitStack

import pytest

from parlons.entrypoints.http.admission import CALLS_PER_USER, Admission, Cap, admissions
from parlons.entrypoints.http.problem import TOO_MANY, UNAVAILABLE, ProblemKind, Refusal


def is_refused(admission: Admission, user_id: str) -> ProblemKind:
    """Return as what the user is refused, after a look at the header that every refusal has."""
    with pytest.raises(Refusal) as refused, admission.admitted(user_id):
        pass
    assert int(dict(refused.value.headers)["Retry-After"]) > 0
    return refused.value.kind


def test_a_user_may_make_a_few_at_once_and_another_when_one_ends():
    admission = Admission(Cap.QUESTIONS, 48)
    with ExitStack() as calls:
        for _ in range(CALLS_PER_USER - 1):
            calls.enter_context(admission.admitted("ada"))
        with admission.admitted("ada"):
            assert is_refused(admission, "ada") is TOO_MANY
            with admission.admitted("grace"):
                pass
        with admission.admitted("ada"):
            pass


def test_all_together_stay_below_the_capacity():
    admission = Admission(Cap.QUESTIONS, 2)
    with admission.admitted("ada"):
        with admission.admitted("grace"):
            assert is_refused(admission, "joan") is UNAVAILABLE
        with admission.admitted("joan"):
            pass


def test_a_call_that_fails_leaves_its_place():
    admission = Admission(Cap.QUESTIONS, 1)
    with pytest.raises(ZeroDivisionError), admission.admitted("ada"):
        raise ZeroDivisionError
    with admission.admitted("ada"):
        pass


def test_how_many_replies_a_user_may_have_is_a_setting():
    caps = admissions(streams=9, replies_per_user=1)
    with caps[Cap.QUESTIONS].admitted("ada"), pytest.raises(Refusal, match="you may have 1"):
        caps[Cap.QUESTIONS].admitted("ada").__enter__()
