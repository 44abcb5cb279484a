"""The states of units, from what is stored."""

from collections.abc import Mapping, Sequence

from parlons.application.ports.progress import GraphNode
from parlons.application.ports.unit_of_work import IReadSession
from parlons.domain.learning.catalogue import UnitPlace
from parlons.domain.learning.prerequisites import Standings
from parlons.domain.learning.unlocking import Unlocking, unlocking


def state_of(session: IReadSession, user_id: str, place: UnitPlace) -> Unlocking:
    """Return the state of a unit, by one statement."""
    wanted = place.unit.prerequisites
    slugs = {place.unit.slug, *(wanted.units() if wanted else ())}
    nodes = session.progress.graph(user_id, place.path_id, slugs)
    return states(nodes)[place.unit.slug]


def states(nodes: Sequence[GraphNode]) -> Mapping[str, Unlocking]:
    """Return the state of each unit by its slug."""
    unlocked = {node.unit.slug for node in nodes if node.progress.unlocked_at is not None}
    return unlocking([node.unit for node in nodes], standings(nodes), unlocked)


def standings(nodes: Sequence[GraphNode]) -> Standings:
    """Return how far the learner is with each unit by its slug."""
    return {node.unit.slug: node.progress.standing for node in nodes}
