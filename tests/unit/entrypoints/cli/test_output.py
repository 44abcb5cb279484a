"""What is printed is plain where nobody sees it, and cannot steer a terminal."""

import json
from io import StringIO

import pytest
from rich.console import Console

from parlons.entrypoints.cli import output


@pytest.fixture
def terminal(monkeypatch) -> StringIO:
    screen = StringIO()
    console = Console(file=screen, force_terminal=True, width=40, highlight=False)
    monkeypatch.setattr(output, "OUT", console)
    return screen


def test_outside_a_terminal_a_long_line_stays_one_line_without_colours(capsys):
    output.show("mot " * 100, style="bold red")
    assert capsys.readouterr().out == "mot " * 100 + "\n"


def test_outside_a_terminal_a_table_is_a_line_a_row_with_tabs(capsys):
    output.show_table(("slug", "title"), [("a", "Tab\there"), (1, "two\nlines")])
    assert capsys.readouterr().out == "slug\ttitle\na\tTab here\n1\ttwo lines\n"


def test_in_a_terminal_a_table_is_laid_out(terminal):
    output.show_table(("slug", "title"), [("a", "French")])
    assert "\t" not in terminal.getvalue()
    assert "French" in terminal.getvalue()


@pytest.mark.parametrize("show", [output.show, output.show_piece])
def test_a_reply_cannot_steer_the_terminal(terminal, show):
    show("\x1b[2Jbonsoir\x07 \x9b1m[red]é\u0301")
    printed = terminal.getvalue()
    assert "\x1b[2J" not in printed
    assert "\x07" not in printed
    assert "\x9b" not in printed
    assert "bonsoir" in printed
    assert "[red]é\u0301" in printed


def test_markdown_is_rendered_in_a_terminal_only(terminal, capsys):
    output.show_markdown("Say **bonsoir**\x1b[2J")
    assert "**" not in terminal.getvalue()
    assert "bonsoir" in terminal.getvalue()
    assert "\x1b[2J" not in terminal.getvalue()


def test_markdown_is_left_alone_elsewhere(capsys):
    output.show_markdown("Say **bonsoir**")
    assert capsys.readouterr().out == "Say **bonsoir**\n"


def test_json_stays_json_in_a_narrow_terminal(terminal):
    value = {"text": "mot " * 40, "next": ["\x9b1m"]}
    output.show_json(value)
    assert json.loads(terminal.getvalue())["text"] == value["text"]
    assert "\x9b" not in terminal.getvalue()


def test_a_complaint_is_one_line(capsys):
    output.complain("it failed:\n\tbadly")
    assert capsys.readouterr() == ("", "parlons: it failed: badly\n")


def test_pieces_are_joined(capsys):
    for piece in ("bon", "soir", "\n"):
        output.show_piece(piece)
    assert capsys.readouterr().out == "bonsoir\n"


def test_bars_fill_a_terminal_and_are_as_long_as_their_numbers(terminal):
    output.show_bars("words", [("short", 5), ("a longer name", 10), ("none", 0)])
    *_, short, long, none = terminal.getvalue().splitlines()
    assert all(len(line) <= 40 for line in (short, long, none))
    assert long.startswith("a longer name 10 █")
    assert short.startswith("short          5 █")
    assert (long.count("█"), short.count("█"), none.count("█")) == (23, 11, 0)


@pytest.mark.parametrize(
    "rows", [[], [("none", 0)], [("a name as long as the terminal is wide", 9)]]
)
def test_bars_need_no_room_and_no_numbers(terminal, rows):
    output.show_bars("words", rows)
    assert "words" in terminal.getvalue()


def test_outside_a_terminal_there_are_no_bars(capsys):
    output.show_bars("words", [("short", 5)])
    assert capsys.readouterr().out == ""
