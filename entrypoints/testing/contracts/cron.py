"""What every `ICron` promises."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from parlons.application.ports.cron import ICron

PARIS: Final = ZoneInfo("Europe/Paris")


class CronContract:
    """Five fields say when, in UTC, and mean what they mean to the usual cron."""

    @pytest.fixture
    def cron(self) -> ICron:
        """A reader of expressions."""
        raise NotImplementedError

    @pytest.mark.parametrize(
        ("expression", "after", "expected"),
        [
            # 22 November 2026 is a Sunday.
            ("* * * * *", "2026-11-22 10:00", "2026-11-22 10:01"),
            ("*/15 * * * *", "2026-11-22 10:01", "2026-11-22 10:15"),
            ("5-10/2 * * * *", "2026-11-22 10:05", "2026-11-22 10:07"),
            ("0,30 * * * *", "2026-11-22 10:30", "2026-11-22 11:00"),
            ("17 3 * * *", "2026-11-22 03:17", "2026-11-23 03:17"),
            ("17 3 * * *", "2026-11-22 03:16", "2026-11-22 03:17"),
            ("0 0 1 * *", "2026-11-22 10:00", "2026-12-01 00:00"),
            ("0 0 1 1 *", "2026-11-22 10:00", "2027-01-01 00:00"),
            ("0 0 31 * *", "2026-10-31 00:00", "2026-12-31 00:00"),
            ("0 12 * * 0", "2026-11-22 12:00", "2026-11-29 12:00"),
            ("0 12 * * 7", "2026-11-22 10:00", "2026-11-22 12:00"),
            ("0 12 * * mon-fri", "2026-11-22 10:00", "2026-11-23 12:00"),
            ("0 12 * jan,JUL *", "2026-11-22 10:00", "2027-01-01 12:00"),
            ("0  12\t* * *", "2026-11-22 10:00", "2026-11-22 12:00"),
            # Where day of month and day of week are both given, either will do.
            ("0 0 13 * 5", "2026-11-22 10:00", "2026-11-27 00:00"),
            ("0 0 13 * 5", "2026-12-12 10:00", "2026-12-13 00:00"),
            # Leap days, of which 2100 has none.
            ("0 0 29 2 *", "2026-11-22 10:00", "2028-02-29 00:00"),
            ("0 0 29 2 *", "2096-02-29 00:00", "2104-02-29 00:00"),
        ],
    )
    def test_an_expression_names_the_next_instant(
        self, cron: ICron, expression: str, after: str, expected: str
    ) -> None:
        assert cron.next_after(expression, utc(after)) == utc(expected)

    def test_a_second_before_is_before(self, cron: ICron) -> None:
        noon = utc("2026-11-22 12:00")
        tick = timedelta(microseconds=1)
        assert cron.next_after("0 12 * * *", noon - tick) == noon
        assert cron.next_after("0 12 * * *", noon + tick) == noon + timedelta(days=1)

    def test_an_instant_may_come_in_any_zone_and_is_told_in_utc(self, cron: ICron) -> None:
        found = cron.next_after("0 12 * * *", datetime(2026, 11, 22, 12, 30, tzinfo=PARIS))
        assert found == utc("2026-11-22 12:00")
        assert found.utcoffset() == timedelta()

    @pytest.mark.parametrize("day", ["2026-03-27", "2026-10-23"])
    def test_a_day_is_as_long_as_any_other_where_clocks_are_changed(
        self, cron: ICron, day: str
    ) -> None:
        instants = [utc(f"{day} 02:30").astimezone(PARIS)]
        for _ in range(4):
            instants.append(cron.next_after("30 2 * * *", instants[-1]).astimezone(PARIS))
        between = {later - before for before, later in pairwise(map(in_utc, instants))}
        assert between == {timedelta(days=1)}

    @pytest.mark.parametrize(
        "expression",
        [
            *("", " ", "noon", "@daily", "* * * *", "* * * * * *", "0 0 1 1 * 2030"),
            *("60 * * * *", "* 24 * * *", "* * 32 * *", "* * 0 * *", "* * * 13 *", "* * * 0 *"),
            *("* * * * 8", "-1 * * * *", "1,,2 * * * *", "a b c d e", "* * * * sunny"),
            *("*/0 * * * *", "1.5 * * * *", "*/ * * * *", "1- * * * *", "0 0 30 2 *"),
        ],
    )
    def test_what_is_no_expression_is_refused(self, cron: ICron, expression: str) -> None:
        with pytest.raises(ValueError, match="cron expression"):
            cron.next_after(expression, utc("2026-11-22 10:00"))


def utc(text: str) -> datetime:
    """Read an instant."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def in_utc(instant: datetime) -> datetime:
    """Tell the same instant in UTC, where the difference of two is what passes between them."""
    return instant.astimezone(UTC)
