"""Which validator is which keyword; an upgrade of attrs that breaks this shows here."""

import re

import pytest
from attrs import validators
from jsonschema_rs import Draft202012Validator

from parlons.adapters.documents.facets import anchored, constrained
from parlons.domain import fields
from parlons.domain.exercises.verdict import Verdict

TEXT = {"type": "string"}
NULLABLE_TEXT = {"type": ["string", "null"]}
NUMBER = {"type": "integer"}
TEXTS = {"type": "array", "items": TEXT}
OBJECT = {"type": "object", "additionalProperties": TEXT}


@pytest.mark.parametrize(
    ("schema", "validator", "added"),
    [
        (TEXT, None, {}),
        (TEXT, fields.time_zone, {}),
        (TEXT, validators.min_len(2), {"minLength": 2}),
        (TEXT, validators.max_len(0), {"maxLength": 0}),
        (TEXT, validators.min_len(0), {}),
        (NULLABLE_TEXT, validators.optional(validators.max_len(3)), {"maxLength": 3}),
        (TEXTS, validators.min_len(2), {"minItems": 2}),
        (TEXTS, validators.max_len(2), {"maxItems": 2}),
        (OBJECT, validators.max_len(2), {"maxProperties": 2}),
        (TEXTS, fields.unique, {"uniqueItems": True}),
        (NUMBER, validators.ge(1), {"minimum": 1}),
        (NUMBER, validators.le(1), {"maximum": 1}),
        (NUMBER, validators.gt(1), {"exclusiveMinimum": 1}),
        (NUMBER, validators.lt(1), {"exclusiveMaximum": 1}),
        (TEXT, validators.matches_re("a|b"), {"pattern": "^(?:a|b)$"}),
        (TEXT, fields.Pattern("a|b", "must be a or b"), {"pattern": "^(?:a|b)$"}),
        (TEXT, validators.in_(["a", "b"]), {"enum": ["a", "b"]}),
        (TEXT, validators.in_([Verdict.EXACT]), {"enum": ["exact"]}),
        (NULLABLE_TEXT, validators.optional(validators.in_(["a"])), {"enum": ["a", None]}),
        (NUMBER, fields.between(1, 9), {"minimum": 1, "maximum": 9}),
        (
            TEXTS,
            validators.deep_iterable(fields.slug(), fields.items(1, 9)),
            {"minItems": 1, "maxItems": 9} | {"items": constrained(TEXT, fields.slug())},
        ),
        (
            {"type": "array", "items": TEXTS},
            validators.deep_iterable(validators.deep_iterable(validators.max_len(5))),
            {"items": {"type": "array", "items": {"type": "string", "maxLength": 5}}},
        ),
    ],
)
def test_a_validator_is_a_keyword(schema, validator, added):
    assert constrained(schema, validator) == schema | added


@pytest.mark.parametrize(
    "validator",
    [
        validators.matches_re("a", func=re.search),
        validators.matches_re("a", flags=re.IGNORECASE),
        validators.and_(validators.matches_re("a"), validators.matches_re("b")),
    ],
    ids=["part", "flags", "two patterns"],
)
def test_what_a_schema_cannot_say_is_a_mistake_of_ours(validator):
    with pytest.raises(TypeError):
        constrained(TEXT, validator)


@pytest.mark.parametrize("around", ["{}", " {}", "a{}", "{}a"])
@pytest.mark.parametrize("pattern", [fields.PLAIN_TEXT, fields.WORDS])
def test_a_pattern_means_the_same_to_the_class_and_to_the_schema(pattern, around):
    schema = Draft202012Validator({"pattern": anchored(pattern.regex)})
    for text in (around.format(chr(point)) for point in [*range(0x3100), 0xFEFF]):
        assert schema.is_valid(text) is bool(re.fullmatch(pattern.regex, text)), repr(text)
