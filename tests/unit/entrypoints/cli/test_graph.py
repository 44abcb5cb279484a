"""`parlons courses graph`."""

import re
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from tests.support.course_folder import SECOND_UNIT, UNIT, write_course

from parlons.entrypoints.cli import output

GATES = """\
role: optional
prerequisites:
  - greetings
  - type: unit_score
    unit: greetings
    minimum: 80
  - type: at_least
    count: 2
    conditions:
      - greetings
      - type: unit_score
        unit: greetings
        minimum: 90
      - type: all_of
        conditions: [greetings]
"""
DRAWN = """\
flowchart LR
    u1["Greetings"]
    u2["Thanks"]:::optional
    u1 --> u2
    u1 -->|"80 %"| u2
    u2c1("at least 2 of")
    u2c1 --> u2
    u1 --> u2c1
    u1 -->|"90 %"| u2c1
    u2c2("all of")
    u2c2 --> u2c1
    u1 --> u2c2
    classDef optional stroke-dasharray: 6 4
"""


def drawn(parlons, folder: Path, head: str = "", **course: str):
    second = course.pop("second", SECOND_UNIT)
    return parlons("courses", "graph", write_course(folder / "c", second=head + second, **course))


def test_each_condition_is_an_arrow_or_a_choice(parlons, tmp_path):
    run = drawn(parlons, tmp_path, GATES)
    assert (run.status, run.out, run.err) == (0, DRAWN, "open from the start: greetings\n")


def test_without_prerequisites_there_are_no_arrows(parlons, tmp_path):
    run = drawn(parlons, tmp_path)
    assert run.out == 'flowchart LR\n    u1["Greetings"]\n    u2["Thanks"]\n'
    assert run.err == "no unit waits for another: all are open from the start\n"


def test_a_review_unit_has_its_own_style(parlons, tmp_path):
    run = drawn(parlons, tmp_path, "role: review\nprerequisites: {type: any_of, conditions: [1]}\n")
    assert 'u2["Thanks"]:::review' in run.out
    assert 'u2c1("any of")' in run.out
    assert "classDef review " in run.out
    assert "optional" not in run.out


@pytest.mark.parametrize(
    ("title", "label"),
    [
        (
            'Say "hi" [now] (or {never}) | --> end',
            "Say #quot;hi#quot; [now] (or {never}) | --#62; end",
        ),
        (
            "#quot; & <b>5</b> `*_~\\;",
            "#35;quot#59; #38; #60;b#62;5#60;/b#62; #96;#42;#95;#126;#92;#59;",
        ),
        ("100 % %%{init: 1}%%", "100 #37; #37;#37;{init: 1}#37;#37;"),
        ("1. Salut", "1#46; Salut"),
        ("- Salut", "#45; Salut"),
        ('Style:"x"', "Style#58;#quot;x#quot;"),
        ("L'été à 8.30 h : ça va ?", "L'été à 8.30 h : ça va ?"),
        ("Two\nlines", "Two lines"),
        ("\N{CONTROL SEQUENCE INTRODUCER}31mred", "31mred"),
    ],
)
def test_a_title_is_shown_as_it_is_whatever_it_holds(parlons, tmp_path, title, label):
    escaped = title.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    escaped = escaped.replace("\N{CONTROL SEQUENCE INTRODUCER}", "\\x9b")
    run = drawn(parlons, tmp_path, unit=UNIT.replace("title: Greetings", f'title: "{escaped}"', 1))
    assert run.out.splitlines()[1] == f'    u1["{label}"]'


def another(slug: str) -> str:
    """The second unit as another one."""
    unit = SECOND_UNIT.replace("slug: thanks", f"slug: {slug}").replace("merci", slug)
    return unit.replace("slug: thank-you", f"slug: lesson-{slug}")


def test_what_is_probably_a_mistake_is_told_beside_the_drawing(parlons, tmp_path):
    second = f"role: optional\nprerequisites: [3]\n{SECOND_UNIT}"
    folder = write_course(tmp_path / "c", second=second)
    (folder / "units/03-late.yaml").write_text(another("late"), encoding="utf-8")
    last = f"prerequisites: [thanks]\n{another('last')}"
    (folder / "units/04-last.yaml").write_text(last, encoding="utf-8")
    run = parlons("courses", "graph", folder)
    assert run.status == 0
    assert run.err.splitlines() == [
        "open from the start: greetings, late",
        "neither waits nor is waited for: greetings",
        "thanks waits for late, which comes later",
        "last is required and waits for thanks, whose role is optional",
    ]


def test_the_bundled_course_is_drawn_where_none_is_named(parlons):
    run = parlons("courses", "graph")
    assert run.status == 0
    assert re.match(r'flowchart LR\n    u1\["', run.out)
    assert "can never open" not in run.err


def test_a_course_with_a_circle_is_not_drawn_but_told(parlons, tmp_path):
    unit = f"prerequisites: [thanks]\n{UNIT}"
    run = drawn(parlons, tmp_path, "prerequisites: [greetings]\n", unit=unit)
    assert (run.status, run.out) == (1, "")
    assert re.search(r"c/units/0\d-\w+\.yaml:1: units wait for one another: ", run.err)


def test_in_a_narrow_terminal_no_line_is_broken(parlons, tmp_path, monkeypatch):
    screen = StringIO()
    monkeypatch.setattr(output, "OUT", Console(file=screen, force_terminal=True, width=20))
    assert drawn(parlons, tmp_path, GATES).status == 0
    assert screen.getvalue() == DRAWN


def test_a_gate_that_is_probably_a_mistake_is_remarked_on_with_its_line(parlons, tmp_path):
    folder = write_course(tmp_path / "c", unit=f"prerequisites:\n  - thanks\n{UNIT}")
    run = parlons("courses", "check", folder, "--only", "odd-gate", "--strict")
    assert run.status == 1
    place, message = run.out.splitlines()[1].split(": ", 1)
    assert place == f"{folder}/units/01-greetings.yaml:2"
    assert message == "odd-gate: greetings waits for thanks, which comes later"
