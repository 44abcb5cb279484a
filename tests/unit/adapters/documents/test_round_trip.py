import json

import pytest
from hypothesis import given
from tests.support.exercise_strategies import ANSWERS, EXERCISES

from parlons.adapters import documents
from parlons.application.paging import Page
from parlons.domain.exercises.exercise import Answer, Exercise
from parlons.domain.learning.catalogue import UnitReference

ROWS = next(iter(documents.row_codec()))
HTTP = next(iter(documents.http_codec()))
AUTHORED = next(iter(documents.authored_codec()))

EVERY = pytest.mark.parametrize("codec", [ROWS, AUTHORED, HTTP], ids=["rows", "authored", "http"])
COMPLETE = pytest.mark.parametrize("codec", [ROWS, AUTHORED], ids=["rows", "authored"])


@COMPLETE
@given(exercise=EXERCISES)
def test_an_exercise_comes_back_with_its_keys(codec, exercise):
    assert codec.decode(json.loads(json.dumps(codec.encode(exercise))), Exercise) == exercise


@EVERY
@given(answer=ANSWERS)
def test_an_answer_comes_back(codec, answer):
    assert codec.decode(json.loads(json.dumps(codec.encode(answer))), Answer) == answer


@EVERY
def test_a_page_comes_back_with_its_items(codec):
    unit = UnitReference(unit_id=1, slug="greetings", position=1, title="Saluer")
    page = Page(items=(unit, unit), next_cursor="abc")
    assert codec.decode(codec.encode(page), Page[UnitReference]) == page
    assert codec.encode(page).keys() == {"items", codec.style.rename("next_cursor")}
