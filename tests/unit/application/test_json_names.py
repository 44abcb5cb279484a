"""Names and places in JSON are written in one way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlons.application.ports.codec import camel_case, json_pointer, pointer_steps


@pytest.mark.parametrize(("name", "written"), [("id", "id"), ("target_language", "targetLanguage")])
def test_names_are_in_camel_case(name: str, written: str):
    assert camel_case(name) == written


def test_a_pointer_escapes_what_has_a_meaning_in_it():
    assert json_pointer(["a/b", 0, "m~n", ""]) == "/a~1b/0/m~0n/"
    assert json_pointer([]) == ""


@given(st.lists(st.text()))
def test_a_pointer_leads_back_to_its_steps(steps: list[str]):
    assert pointer_steps(json_pointer(steps)) == steps
