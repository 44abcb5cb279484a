"""The page on points and achievements says what the rules do."""

import re
from pathlib import Path

import pytest

from parlons.domain.progress.achievement_rules import ACHIEVEMENTS
from parlons.domain.progress.freezing import FREEZES_A_MONTH
from parlons.domain.progress.lesson_record import PASS_PERCENT
from parlons.domain.progress.xp_rule import XpRule

PAGE = (Path(__file__).parents[3] / "docs/reference/achievements.md").read_text(encoding="utf-8")
_WORDS = {1: "One day", 2: "Two days", 3: "Three days"}


@pytest.mark.generated
def test_every_rule_is_there_with_its_points():
    rows = re.findall(r"^\| `(\w+)` \| (\d+) \|", PAGE, re.MULTILINE)
    assert rows == [(rule.value, str(rule.points)) for rule in XpRule]


@pytest.mark.generated
def test_every_achievement_is_there_in_order():
    rows = re.findall(r"^\| `(\w+)` \| (\D[^|]*) \| ([^|]*) \|$", PAGE, re.MULTILINE)
    assert rows == [(name, rule.title, rule.description) for name, rule in ACHIEVEMENTS.items()]


def test_the_share_that_completes_a_lesson_is_the_true_one():
    assert f"once all was answered and {PASS_PERCENT} % of it right" in PAGE


def test_as_many_days_of_a_month_may_be_frozen():
    assert f"{_WORDS[FREEZES_A_MONTH]} of a calendar month may be frozen" in PAGE
