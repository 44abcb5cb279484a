"""What every `IIdGenerator` promises."""

import time
from concurrent.futures import ThreadPoolExecutor
from uuid import RFC_4122

import pytest

from parlons.application.ports.id_generator import IIdGenerator


class IdGeneratorContract:
    """Identifiers are new and sort by the time they were made."""

    @pytest.fixture
    def generator(self) -> IIdGenerator:
        """The generator under test."""
        raise NotImplementedError

    def test_an_identifier_is_a_uuid_of_version_7(self, generator: IIdGenerator) -> None:
        new_id = generator.new_id()
        assert (new_id.version, new_id.variant) == (7, RFC_4122)

    def test_an_identifier_sorts_after_those_of_earlier_milliseconds(
        self, generator: IIdGenerator
    ) -> None:
        made = []
        for _ in range(5):
            made.append(generator.new_id())
            time.sleep(0.002)
        assert made == sorted(made)

    def test_no_identifier_is_made_twice(self, generator: IIdGenerator) -> None:
        def many(_thread: int) -> set[object]:
            return {generator.new_id() for _ in range(1000)}

        with ThreadPoolExecutor(4) as pool:
            assert len(set().union(*pool.map(many, range(4)))) == 4000
