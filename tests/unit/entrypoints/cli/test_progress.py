"""`parlons progress`."""

from uuid import uuid4

import pytest
from attrs import evolve
from dependency_injector import providers
from tests.support.workplace import Workplace, workplace

from parlons.application.ports.unit_of_work import StorageUnavailableError
from parlons.application.progress.rebuild_progress import RebuildProgress
from parlons.domain.identity.principal import Principal
from parlons.domain.work.work_item import WorkStatus
from parlons.entrypoints.worker.working import working

GRACE = Principal("grace")


@pytest.fixture
def shop(tmp_path):
    """Ada and grace have handed something in, which was worked on."""
    with workplace(tmp_path / "data") as opened:
        opened.hand_in()
        opened.hand_in(GRACE)
        with working(opened.container):
            opened.wait_until_done()
        yield opened


def answers(shop: Workplace, user_id: str) -> int:
    with shop.container.unit_of_work().read() as session:
        return session.progress.units(user_id, 1)[0].progress.right_count


def damage(shop: Workplace, *users: str) -> None:
    """Have a wrong number of right answers stored for some."""
    with shop.container.unit_of_work().write() as session:
        for user_id in users:
            stored = session.progress.units(user_id, 1)[0]
            session.progress.put_unit(
                user_id, stored.unit_id, evolve(stored.progress, right_count=99)
            )


def hand_in_without_an_event(shop: Workplace) -> None:
    """Have something of ada's wait to be worked on whose event is not there."""
    shop.container.on_work.override(providers.Object(lambda: None))
    shop.hand_in()
    waiting = next(item for item in shop.items("progress") if item.status is WorkStatus.QUEUED)
    with shop.container.unit_of_work().write() as session:
        session.work.replace(waiting, waiting.cancelled(waiting.run_at))
        session.work.add([evolve(waiting, id=uuid4(), ref=str(uuid4()))])


def test_where_nothing_differs_nothing_is_changed(parlons, shop):
    run = parlons("progress", "rebuild", "--all")
    assert (run.status, run.out, run.err) == (0, "2 learners looked at, 0 changed\n", "")


def test_what_differs_is_shown_and_mended(parlons, shop):
    damage(shop, "ada")
    run = parlons("progress", "rebuild", "--all")
    assert run.status == 0
    assert run.err == "learner ada\n"
    head, *differences, total = run.out.splitlines()
    assert head == "what\tstored\tfrom the events"
    [(_, stored, computed)] = [line.split("\t") for line in differences]
    assert "score 2475 %" in stored
    assert "score 25 %" in computed
    assert total == "2 learners looked at, 1 changed"
    assert answers(shop, "ada") == 1


def test_a_dry_run_shows_and_mends_nothing(parlons, shop):
    damage(shop, "ada", "grace")
    run = parlons("progress", "rebuild", "--all", "--dry-run")
    assert run.err == "learner ada\nlearner grace\n"
    assert run.out.endswith("2 learners looked at, 2 would change\n")
    assert answers(shop, "ada") == 99


def test_one_learner_is_mended_alone(parlons, shop):
    damage(shop, "ada", "grace")
    run = parlons("progress", "rebuild", "--user", "grace")
    assert run.err == "learner grace\n"
    assert run.out.endswith("1 learner looked at, 1 changed\n")
    assert (answers(shop, "ada"), answers(shop, "grace")) == (99, 1)


def test_nothing_is_rebuilt_of_whom_there_are_no_events(parlons, shop):
    run = parlons("progress", "rebuild", "--user", "nobody")
    assert (run.status, run.out) == (1, "")
    assert run.err == "parlons: there are no events of nobody\n"


def test_a_learner_who_cannot_be_rebuilt_keeps_no_other_from_it(parlons, shop):
    hand_in_without_an_event(shop)
    damage(shop, "ada", "grace")
    run = parlons("progress", "rebuild", "--all")
    assert run.status == 1
    failure, told = run.err.splitlines()
    assert failure.startswith("parlons: learner ada: LookupError: there is no event ")
    assert told == "learner grace"
    assert run.out.endswith("2 learners looked at, 1 changed, 1 failed\n")
    assert (answers(shop, "ada"), answers(shop, "grace")) == (99, 1)


def test_the_only_learner_who_cannot_be_rebuilt_is_an_error(parlons, shop):
    hand_in_without_an_event(shop)
    run = parlons("progress", "rebuild", "--user", "ada")
    assert (run.status, run.out) == (1, "")
    assert "LookupError: there is no event" in run.err


def test_a_database_that_does_not_answer_ends_it(parlons, shop, monkeypatch):
    def fail(*_args: object, **_options: object) -> None:
        raise StorageUnavailableError("the database is locked")

    monkeypatch.setattr(RebuildProgress, "__call__", fail)
    run = parlons("progress", "rebuild", "--all")
    assert (run.status, run.out, run.err) == (1, "", "parlons: the database is locked\n")


def test_learners_are_found_page_by_page(parlons, shop, monkeypatch):
    monkeypatch.setattr("parlons.entrypoints.cli.progress._PAGE", 1)
    run = parlons("progress", "rebuild", "--all")
    assert run.out == "2 learners looked at, 0 changed\n"


@pytest.mark.parametrize("options", [[], ["--user", "ada", "--all"], ["--dry-run"]])
def test_one_learner_or_all_must_be_wanted(parlons, options):
    run = parlons("progress", "rebuild", *options)
    assert (run.status, run.out) == (2, "")
    assert run.err.splitlines()[-1] == "parlons: Invalid value: give either --user or --all"
