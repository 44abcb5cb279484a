"""Trees of conditions are written, read and described like anything else."""

import json

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator, meta

from parlons.adapters import documents
from parlons.application.ports.codec import InvalidDocumentError
from parlons.domain.learning.catalogue import UnitSummary
from parlons.domain.learning.learning_unit import LearningUnit
from parlons.domain.learning.prerequisites import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    UnitCompleted,
    UnitScore,
)

ROWS = next(iter(documents.row_codec()))
HTTP = next(iter(documents.http_codec()))
AUTHORED = next(iter(documents.authored_codec()))
EVERY = pytest.mark.parametrize("codec", [ROWS, AUTHORED, HTTP], ids=["rows", "authored", "http"])

SLUGS = st.sampled_from(["a", "b-c", "3"])
LEAVES = st.builds(UnitCompleted, unit=SLUGS) | st.builds(
    UnitScore, unit=SLUGS, minimum=st.integers(1, 100)
)


def _groups(members: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(members, min_size=1, max_size=3).map(tuple)
    return (
        st.builds(AllOf, conditions=several)
        | st.builds(AnyOf, conditions=several)
        | st.builds(AtLeast, count=st.just(1), conditions=several)
    )


CONDITIONS = st.one_of(LEAVES, _groups(LEAVES), _groups(LEAVES | _groups(LEAVES)))


@frozen
class Gate:
    """What is behind it waits."""

    prerequisites: Condition | None = None


@EVERY
@given(condition=st.none() | CONDITIONS)
def test_a_condition_comes_back_whole(codec, condition):
    document = json.loads(json.dumps(codec.encode(Gate(condition))))
    assert codec.decode(document, Gate) == Gate(condition)


@given(condition=CONDITIONS)
def test_what_is_written_fits_the_published_schema(condition):
    schemas = HTTP.schema(Condition)
    document = {"$ref": "#/components/schemas/Condition", "components": {"schemas": schemas}}
    assert Draft202012Validator(document).is_valid(HTTP.encode(condition))


def test_the_schema_of_a_condition_refers_to_itself_by_name():
    schemas = HTTP.schema(UnitSummary)
    kinds = {kind.TYPE: kind.__name__ for kind in Condition.__args__}
    reference = {"$ref": "#/components/schemas/Condition"}
    assert schemas["UnitSummary"]["properties"]["prerequisites"] == {
        "anyOf": [reference, {"type": "null"}],
        "default": None,
    }
    assert schemas["AllOf"]["properties"]["conditions"]["items"] == reference
    assert schemas["Condition"]["discriminator"] == {
        "propertyName": "type",
        "mapping": {tag: f"#/components/schemas/{name}" for tag, name in kinds.items()},
    }
    for name in ("Condition", "UnitRole", *kinds.values()):
        meta.validate(schemas[name])


def test_a_fault_deep_in_a_tree_is_told_once_where_it_is():
    unit = {"type": "unit_score", "unit": "a", "minimum": 0}
    tree = {"type": "all_of", "conditions": [{"type": "any_of", "conditions": [unit, {}]}]}
    with pytest.raises(InvalidDocumentError) as raised:
        AUTHORED.decode({"prerequisites": tree}, Gate)
    inner = "/prerequisites/conditions/0/conditions"
    assert [fault.pointer for fault in raised.value.faults] == [
        f"{inner}/0/minimum",
        f"{inner}/1/type",
    ]


def test_a_unit_is_required_unless_its_author_says_otherwise():
    required = AUTHORED.schema(LearningUnit)["LearningUnit"]["required"]
    assert not {"role", "prerequisites"} & set(required)
