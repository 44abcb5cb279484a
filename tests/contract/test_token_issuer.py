"""The exam of our token issuer."""

from datetime import timedelta

import pytest

from parlons.adapters.identity.jwt_token_issuer import JwtTokenIssuer
from parlons.adapters.system.fixed_clock import FixedClock
from parlons.entrypoints.testing.contracts.token_issuer import TokenIssuerContract


class TestJwtTokenIssuer(TokenIssuerContract):
    @pytest.fixture
    def clock(self):
        self.clock = FixedClock()
        return self.clock

    @pytest.fixture
    def issuer(self, clock):
        return JwtTokenIssuer("our secret, of 32 characters or more", clock)

    @pytest.fixture
    def stranger(self, clock):
        return JwtTokenIssuer("their secret, of 32 characters or more", clock)

    def let_time_pass(self, by: timedelta) -> None:
        self.clock.advance(by)
