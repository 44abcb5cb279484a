"""`parlons courses check`, where the course is valid."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from tests.support.course_folder import COURSE, SECOND_UNIT, UNIT, write_course

from parlons.entrypoints.cli import output

VALID = "French in a Day (french-in-a-day) is valid: 2 units, 2 lessons, 3 exercises"
UNUSED = "units/01-greetings.yaml:8: unused: 'non' is used by no exercise and no dialogue"
NEVER = (
    "units/01-greetings.yaml:21: never-taught: 'monsieur' is taught nowhere: Bonsoir, monsieur !"
)
PERFECT = UNIT.replace("prompt: Greet him.", "prompt: Greet him. He answers « Non ! »").replace(
    ", monsieur !", " !"
)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return write_course(tmp_path / "course")


def lines(run, course: Path) -> list[str]:
    return [line.removeprefix(f"{course}/") for line in run.out.splitlines()]


def test_remarks_are_told_in_order_with_file_and_line_and_counted(parlons, course):
    run = parlons("courses", "check", course)
    assert (run.status, run.err) == (0, "")
    assert lines(run, course) == [VALID, UNUSED, NEVER, "2 remarks: 1 never-taught, 1 unused"]


def test_nothing_is_said_about_a_course_beyond_remark(parlons, tmp_path):
    run = parlons("courses", "check", "--strict", write_course(tmp_path / "c", unit=PERFECT))
    assert (run.status, run.out, run.err) == (0, f"{VALID}\n", "")


def test_where_it_is_to_be_strict_a_remark_is_a_failure(parlons, course):
    run = parlons("courses", "check", course, "--strict")
    assert (run.status, run.err) == (1, "parlons: 2 remarks on the course\n")
    assert len(lines(run, course)) == 4


def test_only_the_kinds_that_are_asked_for_are_told(parlons, course):
    run = parlons("courses", "check", course, "--only", "unused", "--only", "repeated")
    assert lines(run, course) == [VALID, UNUSED, "1 remark: 1 unused"]
    assert parlons("courses", "check", course, "--only", "repeated", "--strict").status == 0


def test_an_unknown_kind_is_a_wrong_command_line(parlons, course):
    run = parlons("courses", "check", course, "--only", "style")
    assert (run.status, run.out) == (2, "")
    assert "'never-taught'" in run.err


def test_remarks_can_be_left_out(parlons, course):
    assert parlons("courses", "check", course, "--no-remarks", "--strict").out == f"{VALID}\n"


def test_a_course_with_a_fault_is_not_remarked_on(parlons, tmp_path):
    folder = write_course(tmp_path / "course", COURSE.replace("A1", "Z9"))
    run = parlons("courses", "check", folder)
    assert (run.status, run.out) == (1, "")
    assert "unused" not in run.err


def test_a_contradiction_is_a_remark_with_the_line_of_its_exercise(parlons, tmp_path):
    second = SECOND_UNIT.replace("back: merci", "back: bonsoir")
    folder = write_course(tmp_path / "course", unit=PERFECT, second=second)
    run = parlons("courses", "check", folder, "--only", "contradiction", "--strict")
    assert run.status == 1
    assert lines(run, folder)[1].startswith("units/02-thanks.yaml:13: contradiction: 'bonsoir' is")


@pytest.mark.parametrize("speech", ["recorded", "silence"])
def test_what_cannot_be_heard_is_told_where_there_are_recordings(
    parlons, tmp_path, monkeypatch, speech
):
    monkeypatch.setenv("PARLONS_SPEECH", speech)
    monkeypatch.setenv("PARLONS_SPEECH_DIR", str(tmp_path / "sound"))
    folder = write_course(tmp_path / "course", unit=PERFECT)
    assert lines(parlons("courses", "check", folder), folder) == [VALID]
    (tmp_path / "sound").mkdir()
    names = parlons("courses", "record", folder, "--list").out.splitlines()[1:]
    file, text = names[0].split("\t")
    (tmp_path / "sound" / file).write_bytes(b"any bytes")
    told = lines(parlons("courses", "check", folder), folder)[1:-1]
    silent = [line.split(" cannot ")[0] for line in told]
    assert text == "bonsoir"
    assert silent == (
        ["units/01-greetings.yaml:8: no-sound: 'non'", "units/02-thanks.yaml:5: no-sound: 'merci'"]
        if speech == "recorded"
        else []
    )


def test_numbers_of_a_course_are_told_by_unit_and_in_all(parlons, course):
    run = parlons("courses", "stats", course)
    assert (run.status, run.err) == (0, "")
    table = [line.split("\t") for line in run.out.splitlines()]
    assert table[0][:4] == ["unit", "lessons", "exercises", "words"]
    assert [row[:4] for row in table[1:4]] == [
        *(["greetings", "1", "2", "2"], ["thanks", "1", "1", "1"], ["total", "2", "3", "3"]),
    ]
    assert table[4][:3] == ["unit", "choice", "blanks"]
    assert [row[:3] for row in table[5:]] == [
        *(["greetings", "1", "1"], ["thanks", "0", "0"], ["total", "1", "1"]),
    ]


def test_numbers_are_told_as_json(parlons, course):
    numbers = json.loads(parlons("courses", "stats", course, "--json").out)
    assert [unit["name"] for unit in numbers["units"]] == ["greetings", "thanks"]
    assert numbers["total"]["exercises"] == 3
    assert numbers["total"]["kinds"]["flashcard"] == 1
    assert numbers["total"]["sharedShare"] == 0.0


def test_the_bundled_course_has_numbers(parlons):
    assert parlons("courses", "stats").out.count("\ntotal\t") == 2


@pytest.mark.parametrize("folder", ["missing", "."])
def test_a_folder_without_a_course_has_no_numbers(parlons, tmp_path, folder):
    run = parlons("courses", "stats", tmp_path / folder)
    assert run.status in {1, 2}
    assert run.out == ""
    assert run.err.splitlines()[-1].startswith("parlons: ")


def test_in_a_terminal_of_eighty_columns_without_colours_numbers_are_drawn(parlons, monkeypatch):
    screen = StringIO()
    console = Console(file=screen, force_terminal=True, no_color=True, width=80, highlight=False)
    monkeypatch.setattr(output, "OUT", console)
    assert parlons("courses", "stats").status == 0
    drawn = re.sub(r"\x1b\[[01]m", "", screen.getvalue())  # bold, and its end
    assert "\x1b" not in drawn
    assert all(len(line) <= 80 for line in drawn.splitlines())
    assert re.search(r"^bonjour +\d+ +\d+ +\d+ ", drawn, re.MULTILINE)
    assert re.search(r"^bonjour +\d+ █+$", drawn, re.MULTILINE)
