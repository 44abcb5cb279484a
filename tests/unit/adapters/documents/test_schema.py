from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

import pytest
from attrs import field, frozen
from hypothesis import given
from jsonschema_rs import Draft202012Validator, meta
from tests.support.exercise_strategies import EXERCISES

from parlons.adapters import documents
from parlons.adapters.documents.cattrs_codec import CattrsCodec
from parlons.adapters.documents.style import AUTHORED, HTTP, ROWS
from parlons.application.paging import Page, PageRequest
from parlons.domain.exercises.exercise import Answer, Exercise
from parlons.domain.exercises.verdict import Verdict
from parlons.domain.learning.catalogue import PathSummary
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.tutoring.reply import TutorReply

CODECS = {
    "rows": next(iter(documents.row_codec())),
    "http": next(iter(documents.http_codec())),
    "authored": next(iter(documents.authored_codec())),
}

T = TypeVar("T")


@frozen
class Leaf:
    """A leaf. It has no children."""

    TYPE: ClassVar = "leaf"

    name: str


@frozen
class Branch:
    TYPE: ClassVar = "branch"

    children: tuple["Leaf | Branch", ...]
    first: "Leaf | Branch | None" = None


@frozen
class Sketch:
    leaf: "Leaf"


@frozen
class Pot(Generic[T]):
    plant: T
    spare_plant: T | None = None
    others: tuple[T, ...] = ()


@frozen(kw_only=True)
class Everything:
    """What a field can be: `whole_number`, `fill_in_blank`,
    and `___`. But not all."""  # noqa: D209

    text: str
    whole_number: int
    number: float
    truth: bool
    instant: datetime
    id: UUID
    verdict: Verdict | None
    texts: tuple[str, ...]
    verdicts: frozenset[Verdict]
    table: dict[str, int]
    lookup: Mapping[str, Leaf] = field(factory=dict)
    pot: Pot[str] = Pot("rose")


def schema(type_: Any, style=HTTP, names: Mapping[Any, str] | None = None):
    return CattrsCodec(style, names or {}).schema(type_)


@pytest.mark.parametrize("kind", [*Exercise.__args__, *Answer.__args__])
@pytest.mark.parametrize("codec", CODECS)
def test_the_schema_of_every_kind_is_json_schema(codec, kind):
    schemas = CODECS[codec].schema(kind)
    assert next(iter(schemas)) == kind.__name__
    for each in schemas.values():
        assert each["type"] in ("object", "string")
        assert each["description"].endswith(".")
        meta.validate(each)


@given(exercise=EXERCISES)
def test_what_is_written_fits_the_schema(exercise):
    for codec, style in (("http", HTTP), ("authored", AUTHORED), ("rows", ROWS)):
        schemas = CODECS[codec].schema(Exercise)
        document = {"$ref": f"{style.definitions}Exercise", "$defs": schemas}
        document["components"] = {"schemas": schemas}
        assert Draft202012Validator(document).is_valid(CODECS[codec].encode(exercise))


def test_every_type_of_field_has_its_schema():
    everything = schema(Everything)["Everything"]
    assert everything == {
        "type": "object",
        "description": "What a field can be: `wholeNumber`, `fill_in_blank`, and `___`.",
        "additionalProperties": False,
        "properties": {
            "text": {"type": "string"},
            "wholeNumber": {"type": "integer"},
            "number": {"type": "number"},
            "truth": {"type": "boolean"},
            "instant": {"type": "string", "format": "date-time"},
            "id": {"type": "string", "format": "uuid"},
            "verdict": {"anyOf": [ref("Verdict"), {"type": "null"}]},
            "texts": {"type": "array", "items": {"type": "string"}},
            "verdicts": {"type": "array", "items": ref("Verdict"), "uniqueItems": True},
            "table": {"type": "object", "additionalProperties": {"type": "integer"}},
            "lookup": {"type": "object", "additionalProperties": ref("Leaf"), "default": {}},
            "pot": ref("StrPot") | {"default": {"plant": "rose", "sparePlant": None, "others": []}},
        },
        "required": [
            *("text", "wholeNumber", "number", "truth", "instant"),
            *("id", "verdict", "texts", "verdicts", "table"),
        ],
    }


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def test_an_enumeration_lists_its_values():
    verdict = schema(Everything)["Verdict"]
    assert (verdict["type"], verdict["enum"]) == ("string", [each.value for each in Verdict])


def test_a_generic_class_is_named_after_what_it_holds():
    schemas = schema(Page[PathSummary])
    assert next(iter(schemas)) == "PathSummaryPage"
    assert schemas["PathSummaryPage"]["properties"] == {
        "items": {"type": "array", "items": ref("PathSummary")},
        "nextCursor": {"type": ["string", "null"], "default": None},
    }


def test_a_type_variable_is_bound_wherever_it_stands():
    properties = schema(Pot[Leaf])["LeafPot"]["properties"]
    assert properties["plant"] == ref("Leaf")
    assert properties["sparePlant"]["anyOf"] == [ref("Leaf"), {"type": "null"}]
    assert properties["others"]["items"] == ref("Leaf")


def test_a_class_that_holds_itself_has_a_schema_and_is_read():
    tree = Branch((Branch((Leaf("a"),), Leaf("b")), Leaf("c")))
    for style in (ROWS, AUTHORED, HTTP):
        codec = CattrsCodec(style, {Leaf | Branch: "Tree"})
        assert codec.decode(codec.encode(tree), Branch) == tree
        assert codec.schema(Branch).keys() == {"Branch", "Tree", "Leaf"}


def test_an_annotation_may_be_written_as_a_text():
    assert schema(Sketch)["Sketch"]["properties"]["leaf"] == ref("Leaf")


def test_a_union_without_a_name_is_written_where_it_is_used():
    children = schema(Branch)["Branch"]["properties"]["children"]
    assert children["items"]["oneOf"] == [ref("Leaf"), ref("Branch")]


def test_a_tag_is_required_and_constant():
    leaf = schema(Leaf)["Leaf"]
    assert leaf["properties"]["type"] == {"const": "leaf"}
    assert leaf["required"] == ["type", "name"]


def test_the_first_sentence_describes_a_class():
    assert schema(Leaf)["Leaf"]["description"] == "A leaf."
    assert "description" not in schema(Branch)["Branch"]


def test_a_class_that_is_only_written_requires_every_field_and_may_grow():
    flashcard = CODECS["http"].schema(Exercise)["Flashcard"]
    assert flashcard["required"] == ["type", "slug", "prompt", "hint", "front", "back"]
    assert "additionalProperties" not in flashcard


def test_an_author_may_leave_out_what_has_a_default():
    flashcard = CODECS["authored"].schema(Exercise)["Flashcard"]
    assert flashcard["required"] == ["type", "slug", "prompt", "front", "back"]
    assert flashcard["additionalProperties"] is False


def test_constraints_reach_the_schema():
    limit = schema(PageRequest)["PageRequest"]["properties"]["limit"]
    assert limit == {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}


def test_a_default_is_written_as_json():
    usage = schema(TutorReply)["TutorReply"]["properties"]["usage"]
    assert usage["default"]["inputTokens"] == 0


def test_an_author_reads_the_schema_of_a_whole_course():
    schemas = CODECS["authored"].schema(LearningPath)
    assert {"LearningPath", "LearningUnit", "Lesson", "Exercise", "Pair"} <= schemas.keys()
    assert schemas["LearningPath"]["properties"]["units"]["items"] == {
        "$ref": "#/$defs/LearningUnit"
    }


@pytest.mark.parametrize("type_", [str, tuple[Leaf, ...], Leaf | Branch, None, bytes, Leaf | str])
def test_what_has_no_name_or_no_schema_is_a_mistake_of_ours(type_):
    with pytest.raises(TypeError):
        schema(type_)


def test_two_classes_of_one_name_are_a_mistake_of_ours():
    other = frozen(type("Leaf", (), {"__annotations__": {"size": int}}))
    with pytest.raises(TypeError, match="both called Leaf"):
        CattrsCodec(HTTP).schema(Leaf, other)
