"""What every `ICaps` promises."""

from collections.abc import Callable

import pytest

from parlons.application.ports.unit_of_work import IReadSession, IUnitOfWork, SessionMisuseError
from parlons.domain.spending.scope import INSTALLATION, Cap, Scope, ScopeKind
from parlons.entrypoints.testing.contracts.store import StoreContract

ADA = Scope(ScopeKind.USER, "ada")
SCHOOLS = [Scope(ScopeKind.ORGANISATION, name) for name in ("Zoo", "a b", "a-b", "school", "éco")]
PLAN = Scope(ScopeKind.PLAN, "ada")
STORED = [
    Cap(scope=scope, microdollars=10 * place)
    for place, scope in enumerate([INSTALLATION, *SCHOOLS, PLAN, ADA])
]

CHANGES: dict[str, Callable[[IReadSession], object]] = {
    "put": lambda session: session.caps.put(STORED[0]),
    "remove": lambda session: session.caps.remove(INSTALLATION),
}


class CapsContract(StoreContract):
    """A scope has one cap or none."""

    @pytest.fixture
    def capped(self, unit_of_work: IUnitOfWork) -> IUnitOfWork:
        """A unit of work with caps."""
        with unit_of_work.write() as session:
            for cap in STORED[::-1]:
                session.caps.put(cap)
        return unit_of_work

    def test_caps_are_listed_by_kind_and_name(self, capped: IUnitOfWork) -> None:
        with capped.read() as session:
            assert session.caps.all() == tuple(STORED)

    def test_caps_of_those_scopes_that_have_one_are_found(self, capped: IUnitOfWork) -> None:
        unknown = [Scope(ScopeKind.USER, "school"), Scope(ScopeKind.PLAN, "free")]
        with capped.read() as session:
            assert session.caps.among([ADA, INSTALLATION, *unknown]) == {ADA: 70, INSTALLATION: 0}
            assert session.caps.among(unknown) == {}
            assert session.caps.among([]) == {}

    def test_a_cap_takes_the_place_of_the_last_one(self, capped: IUnitOfWork) -> None:
        with capped.write() as session:
            session.caps.put(Cap(scope=ADA, microdollars=10**15))
            assert session.caps.among([ADA, PLAN]) == {ADA: 10**15, PLAN: 60}
        with capped.read() as session:
            assert session.caps.all() == (*STORED[:-1], Cap(scope=ADA, microdollars=10**15))

    def test_a_cap_is_removed_once(self, capped: IUnitOfWork) -> None:
        with capped.write() as session:
            assert session.caps.remove(INSTALLATION)
            assert session.caps.remove(ADA)
            assert not session.caps.remove(ADA)
        with capped.read() as session:
            assert session.caps.all() == tuple(STORED[1:-1])

    @pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
    def test_caps_are_changed_by_open_write_sessions_only(
        self, unit_of_work: IUnitOfWork, change: Callable[[IReadSession], object]
    ) -> None:
        with unit_of_work.read() as reader, pytest.raises(SessionMisuseError):
            change(reader)
        with unit_of_work.write() as writer:
            pass
        with pytest.raises(SessionMisuseError):
            change(writer)
