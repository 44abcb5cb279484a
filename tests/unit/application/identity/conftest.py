"""Both use cases of identity on one store in memory."""

import pytest

from parlons.adapters.identity.jwt_token_issuer import JwtTokenIssuer
from parlons.adapters.identity.plain_password_hasher import PlainPasswordHasher
from parlons.adapters.memory.in_memory_unit_of_work import InMemoryUnitOfWork
from parlons.adapters.system.fixed_clock import FixedClock
from parlons.adapters.system.sequence_id_generator import SequenceIdGenerator
from parlons.application.identity.log_in import LogIn
from parlons.application.identity.register_user import RegisterUser


@pytest.fixture
def unit_of_work() -> InMemoryUnitOfWork:
    return InMemoryUnitOfWork()


@pytest.fixture
def password_hasher() -> PlainPasswordHasher:
    return PlainPasswordHasher()


@pytest.fixture
def token_issuer() -> JwtTokenIssuer:
    return JwtTokenIssuer("a secret of at least thirty-two characters", FixedClock())


@pytest.fixture
def register_user(unit_of_work, password_hasher) -> RegisterUser:
    return RegisterUser(unit_of_work, password_hasher, FixedClock(), SequenceIdGenerator())


@pytest.fixture
def log_in(unit_of_work, password_hasher, token_issuer) -> LogIn:
    return LogIn(unit_of_work, password_hasher, token_issuer)
