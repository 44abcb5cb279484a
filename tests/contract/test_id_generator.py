"""The exam of our generators of identifiers."""

import pytest

from parlons.adapters.system.sequence_id_generator import SequenceIdGenerator
from parlons.adapters.system.uuid7_generator import Uuid7Generator
from parlons.entrypoints.testing.contracts.id_generator import IdGeneratorContract


class TestUuid7Generator(IdGeneratorContract):
    @pytest.fixture
    def generator(self):
        return Uuid7Generator()


class TestSequenceIdGenerator(IdGeneratorContract):
    @pytest.fixture
    def generator(self):
        return SequenceIdGenerator()
