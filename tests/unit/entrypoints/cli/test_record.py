"""`parlons courses record`."""

from pathlib import Path

import pytest
from tests.support.course_folder import SECOND_UNIT, write_course
from tests.support.voice import require_espeak

LISTENING = """\
      - type: listening
        slug: welcome
        prompt: Listen.
        transcript: Bienvenue à Paris.
"""
SUMMARY = "French in a Day (french-in-a-day): "


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return write_course(tmp_path / "course", second=SECOND_UNIT + LISTENING)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setenv("PARLONS_SPEECH_DIR", str(tmp_path / "sound"))
    return tmp_path / "sound"


def listed(parlons, course: Path) -> dict[str, str]:
    columns, *rows = parlons("courses", "record", course, "--list").out.splitlines()
    assert columns == "file\ttext"
    return {text: name for name, text in (row.split("\t") for row in rows)}


def test_everything_is_recorded_once(parlons, course, folder):
    require_espeak()
    run = parlons("courses", "record", course)
    assert (run.status, run.out) == (0, f"{SUMMARY}4 made, 0 there, 0 unavailable\n")
    assert len(list(folder.glob("voice/*.wav"))) == 4
    damaged = next(folder.glob("voice/*.wav"))
    damaged.write_bytes(b"RIFF")
    assert parlons("courses", "record", course).out == f"{SUMMARY}1 made, 3 there, 0 unavailable\n"
    assert damaged.stat().st_size > 1000


def test_what_nobody_has_recorded_is_listed_with_its_file_name(parlons, course, folder):
    names = listed(parlons, course)
    assert list(names) == ["bonsoir", "non", "merci", "Bienvenue à Paris."]
    folder.mkdir()
    (folder / names["non"]).with_suffix(".mp3").write_bytes(b"any bytes")
    (folder / names["merci"]).write_bytes(b"")
    assert list(listed(parlons, course)) == ["bonsoir", "merci", "Bienvenue à Paris."]


def test_what_a_voice_said_is_listed_still(parlons, course, folder):
    require_espeak()
    parlons("courses", "record", course)
    assert len(listed(parlons, course)) == 4


@pytest.mark.parametrize("speech", ["recorded", "silence"])
def test_without_a_voice_one_line_says_so(parlons, course, folder, monkeypatch, speech):
    monkeypatch.setenv("PARLONS_SPEECH", speech)
    run = parlons("courses", "record", course)
    assert (run.status, run.out) == (1, "")
    assert run.err == (
        f"parlons: PARLONS_SPEECH={speech} makes no recordings; PARLONS_SPEECH=espeak does\n"
    )


def test_without_the_extra_one_line_names_it(parlons, course, folder, monkeypatch):
    monkeypatch.setattr("parlons.adapters.speech.find_spec", lambda _: None)
    run = parlons("courses", "record", course)
    assert (run.status, run.out) == (1, "")
    assert run.err.endswith("there is no voice: pip install 'parlons[speech]'\n")
    assert run.err.count("\n") == 1


def test_a_language_without_a_voice_is_one_line(parlons, course, folder):
    require_espeak()
    file = course / "course.yaml"
    file.write_text(file.read_text().replace("target_language: fr", "target_language: tlh"))
    run = parlons("courses", "record", course)
    assert (run.status, run.out) == (1, "")
    assert run.err.endswith("eSpeak NG has no voice for the language tlh\n")
