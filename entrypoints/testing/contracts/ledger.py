"""What every `ILedger` promises."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from attrs import evolve

from parlons.application.ports.ledger import EarnedAchievement, Entered
from parlons.application.ports.unit_of_work import IReadSession, IUnitOfWork, SessionMisuseError
from parlons.domain.progress.achievement import Achievement
from parlons.domain.progress.ledger import LedgerEntry
from parlons.domain.progress.moment import Moment
from parlons.domain.progress.xp_rule import XpRule
from parlons.entrypoints.testing import progress_samples
from parlons.entrypoints.testing.contracts.store import StoreContract
from parlons.entrypoints.testing.progress_samples import entry, moment
from parlons.entrypoints.testing.samples import ANY_TEXT, NOON

DAY = NOON.date()
FLAWLESS = EarnedAchievement(
    achievement=Achievement.FLAWLESS, earned=moment(), recorded_at=NOON + timedelta(days=1)
)
NOTHING = Entered(new=(), moved=())

LEDGER_CHANGES: dict[str, Callable[[IReadSession], object]] = {
    "enter": lambda session: session.ledger.enter("ada", [entry()], NOON),
    "enter_nothing": lambda session: session.ledger.enter("ada", [], NOON),
    "freeze": lambda session: session.ledger.freeze("ada", DAY, NOON),
    "achieve": lambda session: session.ledger.achieve("ada", FLAWLESS),
    "put_recorded": lambda session: session.ledger.put_recorded("ada", {entry().key: NOON}),
    "put_nothing_recorded": lambda session: session.ledger.put_recorded("ada", {}),
    "clear": lambda session: session.ledger.clear("ada"),
}
LEDGER_USES: dict[str, Callable[[IReadSession], object]] = {
    "total": lambda session: session.ledger.total("ada"),
    "entries": lambda session: session.ledger.entries("ada"),
    "entries_of": lambda session: session.ledger.entries_of("ada", XpRule.DAY_ACTIVE),
    "points_by_day": lambda session: session.ledger.points_by_day("ada", DAY),
    "latest": lambda session: session.ledger.latest("ada", None, 1),
    "recorded": lambda session: session.ledger.recorded("ada"),
    "frozen_days": lambda session: session.ledger.frozen_days("ada"),
    "achievements": lambda session: session.ledger.achievements("ada"),
}


class LedgerContract(StoreContract):
    """Everything is earned once, at the earliest moment at which it was."""

    def test_entries_come_back_as_they_were(self, unit_of_work: IUnitOfWork) -> None:
        made = [
            entry(f"{rule} {ANY_TEXT}", rule=rule, moment=moment(zone="Pacific/Kiritimati"))
            for rule in XpRule
        ]
        assert enter(unit_of_work, *made) == Entered(new=tuple(made), moved=())
        with unit_of_work.read() as session:
            assert set(session.ledger.entries("ada")) == set(made)
            assert session.ledger.total("ada") == sum(rule.points for rule in XpRule)

    def test_who_has_nothing_has_no_points(self, unit_of_work: IUnitOfWork) -> None:
        assert enter(unit_of_work) == NOTHING
        with unit_of_work.read() as session:
            assert session.ledger.total("ada") == session.ledger.total("nobody") == 0
            assert session.ledger.entries("ada") == ()
            assert session.ledger.points_by_day("ada", DAY) == {}
            assert session.ledger.latest("ada", None, 10) == ()

    def test_an_entry_is_worth_its_points_once(self, unit_of_work: IUnitOfWork) -> None:
        enter(unit_of_work, entry())
        assert enter(unit_of_work, entry(), entry(minutes=1)) == NOTHING
        assert enter(unit_of_work, entry("lesson 2")).new == (entry("lesson 2"),)
        with unit_of_work.read() as session:
            assert set(session.ledger.entries("ada")) == {entry(), entry("lesson 2")}
            assert session.ledger.total("ada") == 2 * XpRule.LESSON_COMPLETED.points

    def test_an_entry_moves_to_an_earlier_moment(self, unit_of_work: IUnitOfWork) -> None:
        enter(unit_of_work, entry())
        earlier = entry(minutes=-24 * 60)
        assert enter(unit_of_work, earlier) == Entered(new=(), moved=(earlier,))
        with unit_of_work.read() as session:
            assert session.ledger.entries("ada") == (earlier,)
            assert session.ledger.latest("ada", None, 10) == (earlier,)
            assert session.ledger.total("ada") == earlier.points
            before = DAY - timedelta(days=1)
            assert session.ledger.points_by_day("ada", before) == {before: earlier.points}

    def test_moments_of_one_instant_are_told_apart_by_zone(self, unit_of_work: IUnitOfWork) -> None:
        lesser, greater = (entry(moment=moment(zone=zone)) for zone in ("Asia/Tokyo", "UTC"))
        assert lesser.moment < greater.moment
        enter(unit_of_work, greater)
        assert enter(unit_of_work, lesser) == Entered(new=(), moved=(lesser,))
        assert enter(unit_of_work, greater) == NOTHING
        with unit_of_work.read() as session:
            assert session.ledger.entries("ada") == (lesser,)

    def test_of_several_with_one_key_the_earliest_counts(self, unit_of_work: IUnitOfWork) -> None:
        several = [entry(minutes=minutes) for minutes in (2, 1, 3)]
        assert enter(unit_of_work, *several) == Entered(new=(several[1],), moved=())
        earlier = [entry(minutes=minutes) for minutes in (0, -2, -1)]
        assert enter(unit_of_work, *earlier) == Entered(new=(), moved=(earlier[1],))
        with unit_of_work.read() as session:
            assert session.ledger.entries("ada") == (earlier[1],)
            assert session.ledger.total("ada") == XpRule.LESSON_COMPLETED.points

    def test_new_moved_and_known_entries_come_together(self, unit_of_work: IUnitOfWork) -> None:
        known, moves = entry("known"), entry("moves")
        new, moved = entry("new", rule=XpRule.UNIT_COMPLETED), entry("moves", minutes=-1)
        enter(unit_of_work, known, moves)
        assert enter(unit_of_work, known, moved, new) == Entered(new=(new,), moved=(moved,))
        with unit_of_work.read() as session:
            assert set(session.ledger.entries("ada")) == {known, moved, new}
            assert session.ledger.total("ada") == known.points + moves.points + new.points

    def test_rules_are_told_apart_where_the_source_is_the_same(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        completed, mastered = entry(), entry(rule=XpRule.LESSON_MASTERED)
        enter(unit_of_work, completed)
        assert enter(unit_of_work, mastered).new == (mastered,)
        with unit_of_work.read() as session:
            assert session.ledger.entries_of("ada", XpRule.LESSON_COMPLETED) == (completed,)
            assert session.ledger.entries_of("ada", XpRule.LESSON_MASTERED) == (mastered,)
            assert session.ledger.entries_of("ada", XpRule.DAY_ACTIVE) == ()

    def test_learners_have_ledgers_of_their_own(self, unit_of_work: IUnitOfWork) -> None:
        enter(unit_of_work, entry())
        assert enter(unit_of_work, entry(minutes=1), user_id="grace").new == (entry(minutes=1),)
        with unit_of_work.read() as session:
            assert session.ledger.entries("ada") == (entry(),)
            assert session.ledger.latest("ada", None, 10) == (entry(),)
            assert session.ledger.entries_of("grace", entry().rule) == (entry(minutes=1),)
            assert session.ledger.total("ada") == session.ledger.total("grace") == entry().points
            assert session.ledger.points_by_day("ada", DAY) == {DAY: entry().points}

    def test_points_are_added_up_by_the_days_of_the_learner(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        enter(
            unit_of_work,
            entry("yesterday", minutes=-24 * 60),
            entry("one"),
            entry("other", rule=XpRule.LESSON_MASTERED, moment=moment(zone="America/Lima")),
            entry("elsewhere", moment=moment(zone="Pacific/Kiritimati")),
        )
        yesterday, tomorrow = DAY - timedelta(days=1), DAY + timedelta(days=1)
        with unit_of_work.read() as session:
            assert session.ledger.points_by_day("ada", DAY) == {DAY: 15, tomorrow: 10}
            assert session.ledger.points_by_day("ada", yesterday)[yesterday] == 10
            assert session.ledger.points_by_day("ada", tomorrow + timedelta(days=1)) == {}
            assert session.ledger.points_by_day("ada", date.min).keys() == {
                *(yesterday, DAY, tomorrow),
            }

    def test_the_latest_come_first_and_equals_by_rule_and_source(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        in_order = [
            entry("lesson 9", 2),
            entry("lesson 2", 1, rule=XpRule.DAY_ACTIVE),
            entry("lesson 1", 1, rule=XpRule.LESSON_COMPLETED),
            entry("lesson 2", 1, rule=XpRule.LESSON_COMPLETED),
            entry("lesson 3", 1, rule=XpRule.LESSON_COMPLETED, moment=moment(1, "Asia/Tokyo")),
            entry("lesson 2", 1, rule=XpRule.LESSON_MASTERED),
            entry("lesson 4", 0),
        ]
        enter(unit_of_work, *(in_order[place] for place in (3, 0, 6, 5, 1, 4, 2)))
        with unit_of_work.read() as session:
            assert session.ledger.latest("ada", None, 10) == tuple(in_order)
            for limit in (1, 2, 3):
                assert latest_by_pages(session, limit) == in_order

    @pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
    @pytest.mark.parametrize("hours", [0, 9, 10, 11, 12, 23])
    def test_a_day_of_points_is_whole_wherever_it_was_lived(
        self, unit_of_work: IUnitOfWork, zone: str, hours: int
    ) -> None:
        earned = entry(moment=moment((hours - 12) * 60, zone))
        enter(unit_of_work, earned)
        day = earned.moment.local_date
        with unit_of_work.read() as session:
            assert session.ledger.points_by_day("ada", day) == {day: earned.points}
            assert session.ledger.points_by_day("ada", day + timedelta(days=1)) == {}

    def test_an_entry_keeps_when_it_was_recorded_first(self, unit_of_work: IUnitOfWork) -> None:
        later = NOON + timedelta(days=1)
        enter(unit_of_work, entry())
        enter(unit_of_work, entry(minutes=-1), entry("lesson 2"), at=later)
        enter(unit_of_work, entry(), user_id="grace", at=later)
        with unit_of_work.read() as session:
            recorded = {entry().key: NOON, entry("lesson 2").key: later}
            assert session.ledger.recorded("ada") == recorded
            assert session.ledger.recorded("grace") == {entry().key: later}
            assert session.ledger.recorded("nobody") == {}

    def test_when_entries_were_recorded_is_put_back(self, unit_of_work: IUnitOfWork) -> None:
        entries = [entry("lesson 1"), entry("lesson 2"), entry(rule=XpRule.LESSON_MASTERED)]
        enter(unit_of_work, *entries)
        enter(unit_of_work, *entries, user_id="grace")
        earlier, gone = NOON - timedelta(microseconds=1), entry("gone").key
        with unit_of_work.write() as session:
            session.ledger.put_recorded("ada", {entries[0].key: earlier, gone: earlier})
            session.ledger.put_recorded("ada", {})
        with unit_of_work.read() as session:
            as_it_was = {each.key: NOON for each in entries}
            assert session.ledger.recorded("ada") == as_it_was | {entries[0].key: earlier}
            assert session.ledger.recorded("grace") == as_it_was
            assert set(session.ledger.entries("ada")) == set(entries)

    def test_a_day_is_frozen_once(self, unit_of_work: IUnitOfWork) -> None:
        days = [DAY + timedelta(days=days) for days in (3, -1, 0)]
        with unit_of_work.write() as session:
            for day in days:
                assert session.ledger.freeze("ada", day, NOON)
            assert not session.ledger.freeze("ada", DAY, NOON)
            assert session.ledger.freeze("grace", DAY, NOON)
        with unit_of_work.read() as session:
            assert session.ledger.frozen_days("ada") == tuple(sorted(days))
            assert session.ledger.frozen_days("grace") == (DAY,)
            assert session.ledger.frozen_days("nobody") == ()

    def test_achievements_come_back_as_they_were(self, unit_of_work: IUnitOfWork) -> None:
        earned = {
            evolve(FLAWLESS, achievement=each, earned=moment(zone="Asia/Tokyo"))
            for each in Achievement
        }
        with unit_of_work.write() as session:
            for each in earned:
                assert session.ledger.achieve("ada", each)
            assert session.ledger.achieve("grace", FLAWLESS)
        with unit_of_work.read() as session:
            assert set(session.ledger.achievements("ada")) == earned
            assert session.ledger.achievements("grace") == (FLAWLESS,)
            assert session.ledger.achievements("nobody") == ()

    @pytest.mark.parametrize(
        ("again", "kept"),
        [
            (moment(1), moment()),
            (moment(), moment()),
            (moment(-1), moment(-1)),
            (moment(zone="Asia/Tokyo"), moment(zone="Asia/Tokyo")),
            (moment(zone="Zulu"), moment()),
        ],
    )
    def test_an_achievement_is_earned_once_at_the_earliest_moment(
        self, unit_of_work: IUnitOfWork, again: Moment, kept: Moment
    ) -> None:
        later = NOON + timedelta(days=9)
        with unit_of_work.write() as session:
            assert session.ledger.achieve("ada", FLAWLESS)
        with unit_of_work.write() as session:
            told = evolve(FLAWLESS, earned=again, recorded_at=later)
            assert not session.ledger.achieve("ada", told)
        with unit_of_work.read() as session:
            assert session.ledger.achievements("ada") == (evolve(FLAWLESS, earned=kept),)

    def test_what_is_cleared_can_be_earned_again(self, unit_of_work: IUnitOfWork) -> None:
        earn_everything(unit_of_work, "ada")
        with unit_of_work.write() as session:
            session.ledger.clear("ada")
            session.ledger.clear("nobody")
        with unit_of_work.read() as session:
            assert session.ledger.total("ada") == 0
            assert session.ledger.entries("ada") == ()
            assert session.ledger.recorded("ada") == {}
            assert session.ledger.frozen_days("ada") == ()
            assert session.ledger.achievements("ada") == ()
        earn_everything(unit_of_work, "ada")
        with unit_of_work.read() as session:
            assert session.ledger.total("ada") == entry().points

    def test_clearing_leaves_others_and_the_numbers_of_news_alone(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        earn_everything(unit_of_work, "ada")
        earn_everything(unit_of_work, "grace")
        with unit_of_work.write() as session:
            session.events.announce(progress_samples.event())
            session.ledger.clear("ada")
        with unit_of_work.read() as session:
            assert session.events.last_number("ada") == 1
            assert session.ledger.entries("grace") == (entry(),)
            assert session.ledger.total("grace") == entry().points
            assert session.ledger.frozen_days("grace") == (DAY,)
            assert session.ledger.achievements("grace") == (FLAWLESS,)

    def test_points_and_news_are_counted_apart(self, unit_of_work: IUnitOfWork) -> None:
        for _ in range(2):
            with unit_of_work.write() as session:
                session.events.announce(progress_samples.event())
            enter(unit_of_work, entry())
        with unit_of_work.read() as session:
            assert session.events.last_number("ada") == 2
            assert session.ledger.total("ada") == entry().points

    @pytest.mark.parametrize("change", LEDGER_CHANGES.values(), ids=LEDGER_CHANGES)
    def test_a_read_session_earns_nothing(
        self, unit_of_work: IUnitOfWork, change: Callable[[IReadSession], object]
    ) -> None:
        earn_everything(unit_of_work, "ada")
        with unit_of_work.read() as session, pytest.raises(SessionMisuseError):
            change(session)

    @pytest.mark.parametrize(
        "use",
        [*LEDGER_CHANGES.values(), *LEDGER_USES.values()],
        ids=[*LEDGER_CHANGES, *LEDGER_USES],
    )
    def test_a_session_that_is_over_has_no_ledger(
        self, unit_of_work: IUnitOfWork, use: Callable[[IReadSession], object]
    ) -> None:
        with unit_of_work.write() as session:
            pass
        with pytest.raises(SessionMisuseError):
            use(session)


def enter(
    unit_of_work: IUnitOfWork, *entries: LedgerEntry, user_id: str = "ada", at: datetime = NOON
) -> Entered:
    """Enter what a learner, who is locked, has earned."""
    with unit_of_work.write() as session:
        session.progress.lock(user_id)
        return session.ledger.enter(user_id, entries, at)


def earn_everything(unit_of_work: IUnitOfWork, user_id: str) -> None:
    """Store an entry, a frozen day and an achievement that are new."""
    assert enter(unit_of_work, entry(), user_id=user_id).new
    with unit_of_work.write() as session:
        assert session.ledger.freeze(user_id, DAY, NOON)
        assert session.ledger.achieve(user_id, FLAWLESS)


def latest_by_pages(session: IReadSession, limit: int) -> list[LedgerEntry]:
    """Read all pages of the latest entries."""
    found: list[LedgerEntry] = []
    place = None
    while page := session.ledger.latest("ada", place, limit):
        assert len(page) <= limit
        assert page[0] not in found
        found.extend(page)
        place = page[-1].moment.at, page[-1].rule, page[-1].source
    return found
