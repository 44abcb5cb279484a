import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlons.adapters.courses.yaml_document import YamlError, YamlFault, read_yaml

SYNTAX = [
    ("a: b\n\tc: d\n", 2, "indented with a tab: use spaces"),
    ("a:\n\t- b\n", 2, "indented with a tab: use spaces"),
    ("a: b\nc: d: e\n", 2, "put a text that holds ': ' in quotes"),
    ("a: 'b\n\nc: d\n", 4, "a quoted scalar that begins in line 1"),
    ("a: [b\n", 2, "flow sequence that begins in line 1"),
    ("a: b\n- c\n", 2, "did not find expected key"),
    ("a: b\nc: @d\n", 2, "cannot start any token"),
    ("a: b\nc: \x07\n", 2, "the character '\\x07' is not allowed"),
    ("a: b\n? [c]\n: d\n", 2, "a key must be a text"),
    (f"a: b\n{'k' * 61}: c\n", 2, "a key must have at most 60 characters"),
    ("a:\n  " + "[" * 500_000, 2, "nested more than 12 levels deep"),
]


@pytest.mark.parametrize(("text", "line", "message"), SYNTAX, ids=[case[2] for case in SYNTAX])
def test_what_is_no_yaml_is_told_with_its_line(text, line, message):
    with pytest.raises(YamlError, match=r".") as raised:
        read_yaml(text)
    assert raised.value.fault.line == line
    assert message in raised.value.fault.message


FAULTS = [
    ("a: 1\nb: 2\na: 3\n", YamlFault(3, "a is given twice, first in line 1")),
    ("a: 1\nb: {c: 1, c: 2}\n", YamlFault(2, "c is given twice, first in line 2")),
    ("a: &x b\nc: *x\n", YamlFault(2, "aliases (*name) are not read: write the value out")),
    ("a: 1\n---\nb: 2\n", YamlFault(2, "a file holds one document, and this begins another")),
    (
        "a: !!python/object/apply:os.system [exit]\n",
        YamlFault(1, "tags (tag:yaml.org,2002:python/object/apply:os.system) are not read"),
    ),
    ("a: 1\nb: !!set {}\n", YamlFault(2, "tags (tag:yaml.org,2002:set) are not read")),
]


@pytest.mark.parametrize(("text", "fault"), FAULTS, ids=[case[1].message for case in FAULTS])
def test_what_leaves_the_rest_readable_is_told_beside_it(text, fault):
    document = read_yaml(text)
    assert document.faults == (fault,)
    assert "a" in document.content


def test_of_a_key_given_twice_the_first_counts():
    assert read_yaml("a: 1\na: 2\n").content == {"a": 1}


def test_an_alias_expands_to_nothing():
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    assert read_yaml(bomb).content == {"a": ["x", "x"], "b": [None, None], "c": [None, None]}


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        *((text, text) for text in ("yes", "no", "on", "off", "oui", "n", "1_000", "2024-01-31")),
        *((text, text) for text in ("007", "0x1F", "1e5", "12:30:45", "<<", "=", "9" * 5000)),
        *(('"12"', "12"), ("'true'", "true"), ("''", "")),
        *(("12", 12), ("-3", -3), ("1.5", 1.5), ("true", True), ("False", False)),
        *(("null", None), ("~", None), ("", None)),
    ],
)
def test_a_scalar_is_what_the_core_schema_of_yaml_1_2_says(scalar, value):
    read = read_yaml(f"a: {scalar}").content["a"]
    assert read == value
    assert type(read) is type(value)


def test_every_part_has_the_line_where_it_begins():
    document = read_yaml("# course\na: 1\nb:\n  - c: |\n      text\n    d/e~f: [1, 2,\n      3]\n")
    lines = {
        "": 2,
        "/a": 2,
        "/b": 3,
        "/b/0": 4,
        "/b/0/c": 4,
        "/b/0/d~1e~0f": 6,
        "/b/0/d~1e~0f/2": 7,
    }
    assert {pointer: document.line(pointer) for pointer in lines} == lines


def test_a_missing_part_has_the_line_of_what_should_hold_it():
    document = read_yaml("a: 1\nb:\n  c: 2\n")
    assert [document.line(pointer) for pointer in ("/b/d", "/b/d/e/0", "/x")] == [2, 2, 1]


@given(
    st.text(st.sampled_from("ab:-?[]{}&*!|>'\"%@#,~<\\/\n\t \r\x00\x85\u2028\ufeffé"), max_size=80)
)
def test_any_text_is_read_or_refused_with_a_line(text):
    try:
        faults = read_yaml(text).faults
    except YamlError as error:
        faults = (error.fault,)
    assert all(fault.line >= 1 and fault.message for fault in faults)
