"""What stays although it could not be computed any more."""

from attrs import evolve

from parlons.application.ports.unit_of_work import IWriteSession
from parlons.domain.progress.event import (
    Event,
    PathCompleted,
    UnitCompleted,
    UnitUnlocked,
)
from parlons.domain.progress.moment import Moment, earliest
from parlons.domain.progress.unit_progress import UnitProgress


def keep(session: IWriteSession, event: Event) -> None:
    """Store what an event says that was opened or completed."""
    match event.fact:
        case PathCompleted(path_id=path_id):
            path = session.progress.path(event.user_id, path_id)
            if path is not None:
                done = evolve(path, completed=earliest(path.completed, event.moment))
                session.progress.put_path(event.user_id, path_id, done)
        case (
            UnitUnlocked(path_id=path_id, unit_id=unit_id)
            | UnitCompleted(path_id=path_id, unit_id=unit_id)
        ) as fact:
            for node in session.progress.graph(event.user_id, path_id):
                if node.unit_id == unit_id:
                    kept = _kept(fact, event.moment, node.progress)
                    session.progress.put_unit(event.user_id, unit_id, kept)


def _kept(fact: UnitUnlocked | UnitCompleted, moment: Moment, unit: UnitProgress) -> UnitProgress:
    if isinstance(fact, UnitUnlocked):
        return evolve(unit, unlocked_at=moment.at)
    return evolve(unit, completed=earliest(unit.completed, moment))
