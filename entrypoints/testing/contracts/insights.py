"""What every `IInsights` promises."""

from typing import Any
from uuid import UUID

import pytest
from attrs import evolve

from parlons.application.ports.insights import LearningFact
from parlons.application.ports.unit_of_work import IUnitOfWork, SessionMisuseError
from parlons.domain.progress.event import Event
from parlons.entrypoints.testing import progress_samples, samples
from parlons.entrypoints.testing.contracts.store import StoreContract


class InsightsContract(StoreContract):
    """One fact for one event."""

    def test_facts_come_back_as_they_were(self, unit_of_work: IUnitOfWork) -> None:
        with unit_of_work.write() as session:
            path_id = session.courses.put_path(samples.path(), samples.NOON).id
            unit_id = session.courses.put_unit(path_id, 1, samples.unit()).id
            lesson_id = session.courses.put_lesson(unit_id, 1, samples.lesson()).id
        full = learning_fact(
            stored_event(unit_of_work, zone="Pacific/Kiritimati", user_id=samples.ANY_TEXT),
            path_id=path_id,
            unit_id=unit_id,
            lesson_id=lesson_id,
            answered=3,
            right=0,
            duration_ms=86_400_000,
        )
        bare = learning_fact(stored_event(unit_of_work))
        with unit_of_work.write() as session:
            assert session.insights.add(full)
            assert session.insights.add(bare)
        with unit_of_work.read() as session:
            assert session.insights.of_user(samples.ANY_TEXT, None, 10) == (full,)
            assert session.insights.of_user("ada", None, 10) == (bare,)

    def test_an_event_has_one_fact(self, unit_of_work: IUnitOfWork) -> None:
        first = learning_fact(stored_event(unit_of_work))
        other = learning_fact(stored_event(unit_of_work))
        with unit_of_work.write() as session:
            assert session.insights.add(first)
            assert not session.insights.add(evolve(first, answered=1))
            assert session.insights.add(other)
        with unit_of_work.read() as session:
            assert set(session.insights.of_user("ada", None, 10)) == {first, other}

    def test_pages_joined_are_all_facts_of_a_user(self, unit_of_work: IUnitOfWork) -> None:
        names = ["ada", "grace"] * 5
        facts = [learning_fact(stored_event(unit_of_work, user_id=name)) for name in names]
        with unit_of_work.write() as session:
            for fact in facts:
                assert session.insights.add(fact)
        with unit_of_work.read() as session:
            found: list[LearningFact] = []
            while page := session.insights.of_user("ada", found[-1].event_id if found else None, 2):
                assert len(page) <= 2
                assert page[0] not in found
                found.extend(page)
            assert session.insights.of_user("nobody", None, 2) == ()
        assert found == sorted(facts[0::2], key=lambda fact: fact.event_id)

    def test_facts_need_a_session_that_writes(self, unit_of_work: IUnitOfWork) -> None:
        fact = learning_fact(stored_event(unit_of_work))
        with unit_of_work.read() as session, pytest.raises(SessionMisuseError):
            session.insights.add(fact)
        with pytest.raises(SessionMisuseError):
            session.insights.of_user("ada", UUID(int=1), 10)


def stored_event(unit_of_work: IUnitOfWork, zone: str = "UTC", **changes: Any) -> Event:
    """Store an event that happened at noon in a zone."""
    event = progress_samples.event(moment=progress_samples.moment(zone=zone), **changes)
    with unit_of_work.write() as session:
        assert session.events.add(event)
    return event


def learning_fact(event: Event, **changes: Any) -> LearningFact:
    """Return the fact of an event."""
    return LearningFact(
        event_id=event.id,
        user_id=event.user_id,
        type=event.fact.TYPE,
        occurred_at=event.moment.at,
        local_date=event.moment.local_date,
        **changes,
    )
