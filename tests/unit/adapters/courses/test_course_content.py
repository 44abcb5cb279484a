"""What does not fit the format is told with its file and line."""

import pytest
from tests.support.course_folder import COURSE, SECOND_UNIT, UNIT, write_course

FIRST, SECOND = "units/01-greetings.yaml", "units/02-thanks.yaml"


def test_units_come_in_the_order_of_their_file_names(source, tmp_path):
    path = source.load(write_course(tmp_path / "course", unit=SECOND_UNIT, second=UNIT))
    assert [unit.slug for unit in path.units] == ["thanks", "greetings"]
    assert path.level == "A1"


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_windows_editors_are_welcome(source, tmp_path, ending):
    folder = write_course(tmp_path / "course")
    unit = folder / FIRST
    unit.write_bytes(b"\xef\xbb\xbf" + UNIT.replace("\n", ending).encode())
    assert source.load(folder).units[0].slug == "greetings"


def test_words_that_yaml_1_1_takes_for_booleans_are_texts(source, tmp_path):
    unit = UNIT.replace("options: [bonjour, bonsoir]", "options: [yes, no, off]")
    folder = write_course(tmp_path / "course", unit=unit.replace("correct: bonsoir", "correct: no"))
    path = source.load(folder)
    assert path.units[0].vocabulary[1].translations == ("no",)
    assert path.units[0].lessons[0].exercises[0].correct == "no"


UNIT_FAULTS = [
    ("slug: greetings", "slug: Greetings!", "1: slug must be lower-case letters and digits"),
    ("title: Greetings\n", "", "1: title is missing"),
    ("description: First words.", "description: 12", "3: description must be a string, not 12"),
    ("objective: Greet", "tip: t\n    objective: Greet", "14: tip is not a known field"),
    ("translations: [good evening]", "translations: []", "6: translations must have at least 1"),
    ("[good evening]", "[good, true]", "6: translations, item 2: must be a string, not a boolean"),
    (
        "interjection\n  - term: non",
        "shout\n  - term: non",
        "7: part_of_speech must be one of",
    ),
    ("    objective: Greet people after dark.\n", "", "12: objective is missing"),
    ("objective: Greet people after dark.", "objective:", "14: objective must be a string, not n"),
    ("type: multiple_choice", "type: quiz", "16: type must be one of"),
    ("type: multiple_choice\n        slug", "slug", "16: type is missing"),
    ("correct: bonsoir", "correct: bonne nuit", "20: correct must be one of the options"),
    ("options: [bonjour, bonsoir]", "options: [bonsoir, bonsoir]", "19: options must not repeat"),
    ("text: ___, monsieur !", "text: Bonsoir, monsieur !", "24: text has 0 blanks"),
    ("slug: sir", "slug: after-dark", "12: lessons, item 1: exercise used twice: after-dark"),
    ("- [Bonsoir]", "- Bonsoir", "26: keys, item 1: must be an array, not a string"),
    (
        "- [Bonsoir]",
        '- ["a\\u0007b"]',
        "26: keys, item 1, item 1: must hold more than blanks, and no control",
    ),
]


MILLION = "(a|b|c|d|e|f|g|h|i|j)" * 6
TRANSLATION = """\
      - type: translation
        slug: thanks
        prompt: Translate.
        text: thanks
        into: fr
        keys:
          - merci
"""


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        (MILLION, f"'{MILLION[:60]}…' stands for 1,000,000 answers, above 500"),
        ("(merci", "'(merci' has a '(' that nothing closes"),
        ("merci [", "'merci [' has a '[' that nothing closes"),
        ("merci | salut", "'merci | salut' has a '|' outside of ( ) and [ ]"),
        ("[merci | ]", None),
    ],
)
def test_a_pattern_that_cannot_be_spelt_out_is_told_where_the_keys_are(
    faults_in, source, tmp_path, pattern, why
):
    second = f'{SECOND_UNIT}{TRANSLATION}          - "{pattern}"\n'
    folder = write_course(tmp_path / "course", second=second)
    if why is None:
        assert source.load(folder)
    else:
        assert faults_in(folder) == [f"{SECOND}:23: keys {why}"]


def test_the_blank_whose_patterns_are_too_many_is_told(faults_in, tmp_path):
    unit = UNIT.replace("- [Bonsoir]", f'- ["{MILLION}"]')
    (fault,) = faults_in(write_course(tmp_path / "course", unit=unit))
    assert fault.startswith(f"{FIRST}:25: keys '(a|b|")
    assert fault.endswith(" stands for 1,000,000 answers, above 500")


@pytest.mark.parametrize(
    ("old", "new", "fault"), UNIT_FAULTS, ids=[case[2] for case in UNIT_FAULTS]
)
def test_a_fault_in_a_unit_is_told_with_its_line(faults_in, tmp_path, old, new, fault):
    assert old in UNIT
    (found,) = faults_in(write_course(tmp_path / "course", unit=UNIT.replace(old, new, 1)))
    assert found.startswith(f"{FIRST}:{fault}")


COURSE_FAULTS = [
    ("level: A1", "level: A0", "6: level must be one of A1"),
    (
        "target_language: fr",
        "target_language: French",
        "5: target_language must be a language tag, such as fr",
    ),
    ("title: French in a Day\n", "", "1: title is missing"),
    ("level: A1", "level: A1\nunits: []", "7: units are files in the folder units"),
]


@pytest.mark.parametrize(("old", "new", "fault"), COURSE_FAULTS)
def test_a_fault_in_the_course_is_told_with_its_line(faults_in, tmp_path, old, new, fault):
    (found,) = faults_in(write_course(tmp_path / "course", COURSE.replace(old, new)))
    assert found.startswith(f"course.yaml:{fault}")


def test_faults_of_all_files_are_told_in_order(faults_in, tmp_path):
    folder = write_course(
        tmp_path / "course",
        COURSE.replace("A1", "beginner"),
        UNIT.replace("title: Greetings", "titel: Greetings"),
        SECOND_UNIT + "\tback: merci\n",
    )
    (folder / "more.yml").touch()
    found = [fault.split(" ")[0] for fault in faults_in(folder)]
    assert found == ["course.yaml:6:", "more.yml:1:", f"{FIRST}:1:", f"{FIRST}:2:", f"{SECOND}:18:"]


def test_a_rule_broken_in_one_unit_is_told_beside_a_wrong_shape_in_another(faults_in, tmp_path):
    unit = UNIT.replace("correct: bonsoir", "correct: bonne nuit")
    second = SECOND_UNIT.replace("title: Thanks", "title: []")
    found = faults_in(write_course(tmp_path / "course", unit=unit, second=second))
    assert [fault.split(" ")[0] for fault in found] == [f"{FIRST}:20:", f"{SECOND}:2:"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("slug: thanks", "slug: greetings", f"1: unit greetings used twice, first in {FIRST}:1"),
        (
            "slug: thank-you",
            "slug: good-evening",
            f"9: lesson good-evening used twice, first in {FIRST}:12",
        ),
        (
            "merci\n    t",
            "non\n    t",
            f"5: term non (interjection) used twice, first in {FIRST}:8",
        ),
    ],
)
def test_a_name_used_in_two_units_is_told_at_the_second(faults_in, tmp_path, old, new, fault):
    folder = write_course(tmp_path / "course", second=SECOND_UNIT.replace(old, new))
    assert faults_in(folder) == [f"{SECOND}:{fault}".replace("first in ", f"first in {folder}/")]


def test_a_term_may_return_as_another_part_of_speech(source, tmp_path):
    second = SECOND_UNIT.replace("term: merci", "term: non").replace("interjection", "noun")
    assert len(source.load(write_course(tmp_path / "course", second=second)).units) == 2
