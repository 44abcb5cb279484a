"""What every `ITokenIssuer` promises."""

from datetime import UTC, timedelta
from typing import Final

import pytest

from parlons.application.ports.clock import IClock
from parlons.application.ports.token_issuer import ITokenIssuer
from parlons.domain.errors import AuthenticationError
from parlons.domain.identity.principal import OPERATOR, Principal
from parlons.domain.identity.role import Role

PRINCIPALS: Final = [
    OPERATOR,
    Principal("no roles", frozenset()),
    Principal("x" * 64, frozenset(Role), plan="p" * 80, zone="America/Argentina/ComodRivadavia"),
    Principal("é鍵🔑\t" * 16, zone="Europe/Paris"),
]
GARBAGE: Final = ["", ".", "..", "a.b.c", "Bearer x", "é.鍵.🔑", "\0", "\ud800", "e30.e30.e30"]
HUGE: Final = ["x" * 100_000, "." * 100_000, "eyJ" * 33_333]


class TokenIssuerContract:
    """A token stands for its principal until its time is over, and nobody else can make one."""

    @pytest.fixture
    def issuer(self, clock: IClock) -> ITokenIssuer:
        """The issuer under test, which lives by the clock."""
        raise NotImplementedError

    @pytest.fixture
    def stranger(self, clock: IClock) -> ITokenIssuer:
        """An issuer of another installation."""
        raise NotImplementedError

    @pytest.fixture
    def clock(self) -> IClock:
        """The time."""
        raise NotImplementedError

    def let_time_pass(self, by: timedelta) -> None:
        """Move the clock on."""
        raise NotImplementedError

    @pytest.mark.parametrize("principal", PRINCIPALS, ids=lambda principal: principal.user_id[:8])
    def test_a_token_stands_for_its_principal(
        self, issuer: ITokenIssuer, principal: Principal
    ) -> None:
        assert issuer.authenticate(issuer.issue(principal).token) == principal

    def test_a_token_fits_into_a_header(self, issuer: ITokenIssuer) -> None:
        token = issuer.issue(OPERATOR).token
        assert token.isascii()
        assert token.isprintable()
        assert " " not in token

    def test_a_token_says_when_it_ends(self, issuer: ITokenIssuer, clock: IClock) -> None:
        expires_at = issuer.issue(OPERATOR).expires_at
        assert expires_at.tzinfo is UTC
        assert expires_at > clock.now()

    def test_a_token_is_good_until_it_ends_and_no_longer(
        self, issuer: ITokenIssuer, clock: IClock
    ) -> None:
        issued = issuer.issue(OPERATOR)
        self.let_time_pass(issued.expires_at - clock.now() - timedelta(seconds=2))
        assert issuer.authenticate(issued.token) == OPERATOR
        self.let_time_pass(timedelta(seconds=2))
        with pytest.raises(AuthenticationError):
            issuer.authenticate(issued.token)

    def test_an_altered_token_is_worthless(self, issuer: ITokenIssuer) -> None:
        token = issuer.issue(OPERATOR).token
        for position in range(0, len(token) - 1, 5):
            other = "B" if token[position] == "A" else "A"
            with pytest.raises(AuthenticationError):
                issuer.authenticate(token[:position] + other + token[position + 1 :])

    def test_a_shortened_token_is_worthless(self, issuer: ITokenIssuer) -> None:
        token = issuer.issue(OPERATOR).token
        for end in (1, len(token) // 2, len(token) - 5):
            with pytest.raises(AuthenticationError):
                issuer.authenticate(token[:end])

    def test_a_token_of_somebody_else_is_worthless(
        self, issuer: ITokenIssuer, stranger: ITokenIssuer
    ) -> None:
        with pytest.raises(AuthenticationError):
            issuer.authenticate(stranger.issue(OPERATOR).token)

    @pytest.mark.parametrize("token", GARBAGE + HUGE, ids=range(len(GARBAGE + HUGE)))
    def test_garbage_is_refused(self, issuer: ITokenIssuer, token: str) -> None:
        with pytest.raises(AuthenticationError):
            issuer.authenticate(token)

    def test_a_token_does_not_show_where_it_is_printed(self, issuer: ITokenIssuer) -> None:
        issued = issuer.issue(OPERATOR)
        assert issued.token not in repr(issued)
