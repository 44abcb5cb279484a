"""A rebuild that finds one damaged row leaves every other as it is."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import pytest
from attrs import frozen
from sqlalchemy import Table, select
from tests.support.workplace import ADA, Workplace, workplace

from parlons.application.activity.activity_report import ActivityReport, GivenAnswer
from parlons.application.progress.freeze_day import Freeze
from parlons.domain.exercises.translation import TranslationAnswer
from parlons.domain.identity.principal import OPERATOR
from parlons.domain.learning.unit_role import UnitRole
from parlons.domain.progress.achievement import Achievement
from parlons.domain.progress.xp_rule import XpRule
from parlons.entrypoints.testing import course_samples
from parlons.entrypoints.worker.working import working

Rows = dict[str, list[tuple[Any, ...]]]


@frozen
class Damaged:
    """An installation whose rows can be read and spoilt."""

    shop: Workplace

    def rows(self) -> Rows:
        tables = self.shop.container.database().tables.metadata.sorted_tables
        with self.shop.container.database().reading() as connection:
            return {
                table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
                for table in tables
            }

    def change(self, table: Table, where: Any, **values: Any) -> None:
        with self.shop.container.database().writing() as connection:
            assert connection.execute(table.update().where(where).values(values)).rowcount == 1

    def delete(self, table: Table, where: Any) -> None:
        with self.shop.container.database().writing() as connection:
            assert connection.execute(table.delete().where(where)).rowcount == 1

    def table(self, name: str) -> Table:
        found: Table = getattr(self.shop.container.database().tables, name)
        return found

    def day_of(self, rows: Rows) -> date:
        """Return the only day on which there were points."""
        table = self.table("xp_ledger")
        place = list(table.c).index(table.c.local_date)
        (day,) = {row[place] for row in rows[table.name]}
        return cast("date", day)

    def rebuild(self) -> list[str]:
        return [each.what for each in self.shop.container.rebuild_progress()(OPERATOR, "ada")]


@pytest.fixture(params=["sqlite", "postgresql"])
def damaged(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Damaged]:
    """Ada has learnt and frozen a day, and the course has grown since."""
    changes: dict[str, Any] = {}
    if request.param == "postgresql":
        changes["database_url"] = request.getfixturevalue("postgres_address")
        changes["table_prefix"] = f"rebuild_{uuid4().hex[:8]}_"
    with workplace(tmp_path / "data", **changes) as shop:
        learn(shop)
        yield Damaged(shop)


def learn(shop: Workplace) -> None:
    today = shop.container.clock().now().date()
    more = course_samples.course(
        course_samples.greetings(), course_samples.food(role=UnitRole.OPTIONAL)
    )
    for exercise_id in (1, 2, 3):
        answer = GivenAnswer(exercise_id=exercise_id, answer=TranslationAnswer("Bonsoir"))
        shop.container.complete_activity()(ADA, ActivityReport(lesson_id=1, answers=(answer,)))
    shop.container.freeze_day()(ADA, Freeze(day=today + timedelta(days=1)))
    with working(shop.container):
        shop.wait_until_done()
        shop.container.import_course()(OPERATOR, more)
        shop.wait_until_done()


def test_an_entry_of_the_ledger_is_put_back_as_it_was(damaged: Damaged):
    ledger = damaged.table("xp_ledger")
    whole = damaged.rows()
    damaged.delete(ledger, ledger.c.rule == XpRule.LESSON_COMPLETED)
    today = damaged.day_of(whole)
    assert damaged.rebuild() == ["lesson_completed for lesson 1", f"points of {today}"]
    assert changed(whole, damaged.rows()) == set()
    assert damaged.rebuild() == []


@pytest.mark.parametrize("changes", [{"points": 999}, {"local_date": date(2020, 1, 1)}])
def test_what_is_added_up_by_day_is_mended(damaged: Damaged, changes: dict[str, Any]):
    ledger = damaged.table("xp_ledger")
    whole = damaged.rows()
    damaged.change(ledger, ledger.c.rule == XpRule.LESSON_COMPLETED, **changes)
    assert f"points of {damaged.day_of(whole)}" in damaged.rebuild()
    assert changed(whole, damaged.rows()) == set()


def test_a_lost_achievement_is_found_again(damaged: Damaged):
    achievements = damaged.table("user_achievements")
    whole = damaged.rows()
    damaged.delete(achievements, achievements.c.achievement == Achievement.FIRST_LESSON)
    assert damaged.rebuild() == ["achievement first_lesson"]
    name = achievements.name
    rows = damaged.rows()
    assert [row[:4] for row in rows.pop(name)] == [row[:4] for row in whole.pop(name)]
    assert changed(whole, rows) == set()


def test_a_lost_learner_is_counted_again(damaged: Damaged):
    learners = damaged.table("learners")
    whole = damaged.rows()
    damaged.delete(learners, learners.c.user_id == "ada")
    assert damaged.rebuild() == ["number of the latest news", "points"]
    assert changed(whole, damaged.rows()) == set()


def changed(before: Rows, after: Rows) -> set[str]:
    """Return the names of tables that are not the same: the rows are too many to be shown."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
