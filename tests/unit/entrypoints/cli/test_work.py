"""`parlons work`."""

import json
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from attrs import evolve
from rich.console import Console
from tests.support.workplace import Workplace, workplace

from parlons.domain.work.work_item import WorkFailure, WorkItem, WorkStatus
from parlons.entrypoints.cli import output
from parlons.entrypoints.testing.samples import NOON

HEAD = "id\tqueue\tkind\tstatus\tattempt\trun at\tuser\tlast error"


@pytest.fixture
def shop(tmp_path):
    """Nobody works here; a course was published, and ada has handed something in."""
    with workplace(tmp_path / "data") as opened:
        opened.hand_in()
        yield opened


def killed(shop: Workplace, queue: str, error: str = "no ink") -> WorkItem:
    """The queue's item after its last attempt has failed."""
    [item] = shop.items(queue)
    running = evolve(item, max_attempts=1).claimed("a worker", item.run_at, timedelta(minutes=1))
    dead = running.failed(error, NOON, 0)
    with shop.container.unit_of_work().write() as session:
        session.work.replace(item, running)
        session.work.replace(running, dead)
        failure = WorkFailure(attempt=1, owner="a worker", failed_at=NOON, error=error)
        session.work.note_failure(item.id, failure)
    return dead


def status_of(shop: Workplace, item: WorkItem) -> WorkStatus:
    [found] = [each for each in shop.items() if each.id == item.id]
    return found.status


def rows(run) -> list[list[str]]:
    head, *lines = run.out.splitlines()
    assert head == HEAD
    return [line.split("\t") for line in lines]


def test_items_are_listed_the_newest_first(parlons, shop):
    run = parlons("work", "list")
    assert (run.status, run.err) == (0, "")
    assert [row[0] for row in rows(run)] == [str(item.id) for item in shop.items()]
    assert [row[2] for row in rows(run)] == ["analytics", "xp", "progress", "recount-path"]


def test_a_row_says_what_became_of_an_item(parlons, shop):
    dead = killed(shop, "xp", "no\nink\tleft")
    [row] = rows(parlons("work", "list", "--queue", "xp"))
    assert row == [
        *(str(dead.id), "xp", "xp", "dead", "1/1"),
        *(dead.run_at.isoformat(), "ada", "no ink left"),
    ]


@pytest.mark.parametrize(
    ("options", "queues"),
    [
        (["--status", "dead"], ["xp"]),
        (["--status", "queued"], ["analytics", "progress", "jobs"]),
        (["--user", "ada", "--status", "queued"], ["analytics", "progress"]),
        (["--user", "grace"], []),
        (["--queue", "progress"], ["progress"]),
    ],
)
def test_items_are_listed_by_what_is_wanted(parlons, shop, options, queues):
    killed(shop, "xp")
    assert [row[1] for row in rows(parlons("work", "list", *options))] == queues


def test_a_page_says_how_the_next_one_begins(parlons, shop):
    first = parlons("work", "list", "--limit", 3)
    ids = [str(item.id) for item in shop.items()]
    assert [row[0] for row in rows(first)] == ids[:3]
    assert first.err == f"there are more: add --after {ids[2]}\n"
    second = parlons("work", "list", "--limit", 3, "--after", ids[2])
    assert [row[0] for row in rows(second)] == ids[3:]
    assert second.err == ""


def test_a_page_that_is_just_full_is_the_last(parlons, shop):
    assert parlons("work", "list", "--limit", len(shop.items())).err == ""


def test_items_are_counted(parlons, shop):
    killed(shop, "xp")
    shop.hand_in()
    run = parlons("work", "list", "--counts")
    assert run.out.splitlines() == [
        *("queue\tstatus\titems", "analytics\tqueued\t2", "jobs\tqueued\t1"),
        *("progress\tqueued\t2", "xp\tdead\t1", "xp\tqueued\t1"),
    ]


def test_counts_are_of_what_is_wanted(parlons, shop):
    killed(shop, "xp")
    shop.hand_in()
    run = parlons("work", "list", "--counts", "--queue", "xp", "--status", "queued")
    assert run.out.splitlines() == ["queue\tstatus\titems", "xp\tqueued\t1"]
    refused = parlons("work", "list", "--counts", "--user", "ada")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.endswith("it counts the items of everybody\n")


@pytest.mark.parametrize("command", [["list"], ["list", "--counts"], ["replay"]])
def test_an_unknown_queue_is_told_in_one_line(parlons, shop, command):
    run = parlons("work", *command, "--queue", "nowhere")
    assert (run.status, run.out) == (1, "")
    assert run.err.startswith("parlons: there is no queue nowhere: there are achievements, ")
    assert run.err.count("\n") == 1


def test_in_a_terminal_there_is_a_table(parlons, shop, monkeypatch):
    screen = StringIO()
    monkeypatch.setattr(output, "OUT", Console(file=screen, force_terminal=True, width=200))
    assert parlons("work", "list", "--queue", "xp").status == 0
    assert "\t" not in screen.getvalue()
    assert str(shop.items("xp")[0].id) in screen.getvalue()


def test_an_item_is_shown_with_why_its_attempts_failed(parlons, shop):
    dead = killed(shop, "xp")
    run = parlons("work", "show", dead.id)
    shown = json.loads(run.out)
    assert shown["item"]["id"] == str(dead.id)
    assert (shown["item"]["status"], shown["item"]["user_id"]) == ("dead", "ada")
    assert shown["item"]["created_at"] == dead.created_at.isoformat()
    assert shown["failures"] == [
        {"attempt": 1, "owner": "a worker", "failed_at": NOON.isoformat(), "error": "no ink"}
    ]


def test_a_dead_item_is_tried_again(parlons, shop):
    dead = killed(shop, "xp")
    run = parlons("work", "retry", dead.id)
    assert (run.status, run.out, run.err) == (0, f"{dead.id} is queued\n", "")
    assert status_of(shop, dead) is WorkStatus.QUEUED


@pytest.mark.parametrize(
    ("options", "out", "statuses"),
    [
        ([], "2 queued\n", ["queued", "queued"]),
        (["--queue", "xp"], "1 queued\n", ["queued", "dead"]),
    ],
)
def test_all_dead_items_are_tried_again(parlons, shop, options, out, statuses):
    dead = [killed(shop, "xp"), killed(shop, "progress")]
    run = parlons("work", "replay", *options)
    assert (run.status, run.out, run.err) == (0, out, "")
    assert [status_of(shop, item) for item in dead] == statuses


def test_an_item_is_given_up(parlons, shop):
    [item] = shop.items("xp")
    run = parlons("work", "cancel", item.id)
    assert (run.status, run.out, run.err) == (0, f"{item.id} is cancelled\n", "")
    assert status_of(shop, item) is WorkStatus.CANCELLED


@pytest.mark.parametrize("command", ["show", "retry", "cancel"])
def test_an_unknown_item_is_told_in_one_line(parlons, shop, command):
    unknown = uuid4()
    run = parlons("work", command, unknown)
    assert (run.status, run.out) == (1, "")
    assert run.err == f"parlons: there is no work item {unknown}\n"


@pytest.mark.parametrize(
    ("command", "complaint"),
    [
        ("retry", "the item is queued: only a dead or cancelled one is tried"),
        ("cancel", "the item is dead: there is nothing to cancel"),
    ],
)
def test_what_an_item_is_not_ready_for_is_told_in_one_line(parlons, shop, command, complaint):
    item = killed(shop, "xp") if command == "cancel" else shop.items("xp")[0]
    run = parlons("work", command, item.id)
    assert (run.status, run.out, run.err) == (1, "", f"parlons: {complaint}\n")
    assert status_of(shop, item) is item.status


def test_a_consumer_gets_what_was_stored_before_it_was_there(parlons, shop):
    shop.hand_in()
    with shop.container.unit_of_work().write() as session:
        for item in shop.items("analytics"):
            session.work.replace(item, item.cancelled(NOON))
        assert session.work.forget(NOON + timedelta(seconds=1), 10) == 2
    run = parlons("work", "backfill", "analytics")
    assert (run.status, run.out) == (0, "2 queued\n")
    assert run.err == "2 events seen\n"
    assert len(shop.items("analytics")) == 2
    assert parlons("work", "backfill", "analytics").out == "0 queued\n"


def test_a_queue_of_no_consumer_cannot_be_filled(parlons, shop):
    run = parlons("work", "backfill", "upkeep")
    assert (run.status, run.out) == (1, "")
    assert run.err.startswith("parlons: there is no consumer upkeep: there are progress, xp, ")
    assert run.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["list", "--status", "sleeping"], "Invalid value for '--status': "),
        (["list", "--limit", "0"], "Invalid value for '--limit': "),
        (["list", "--after", "yesterday"], "Invalid value for '--after': "),
        (["show", "the first"], "Invalid value for 'ID': "),
        (["cancel"], "Missing argument 'ID'."),
    ],
)
def test_misuse_is_one_line_and_status_2(parlons, arguments, complaint):
    run = parlons("work", *arguments)
    assert (run.status, run.out) == (2, "")
    assert run.err.splitlines()[-1].startswith(f"parlons: {complaint}")
