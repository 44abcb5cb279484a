"""What every `IModels` promises."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from parlons.application.ports.llm_client import ILLMClient
from parlons.application.ports.models import IModels


class ModelsContract:
    """There is always somebody to ask, and asking who that is asks nobody."""

    @pytest.fixture
    def models(self) -> IModels:
        """Models, of which none need be at work."""
        raise NotImplementedError

    @pytest.mark.parametrize("names", [(), ("a",), ("a", "b"), ("a", "b", "a"), ("é✨" * 1000,)])
    def test_there_is_always_somebody_to_ask(self, models: IModels, names: Sequence[str]) -> None:
        ladder = models.ladder(names)
        assert ladder
        assert all(client.model.strip() for client in ladder)

    def test_nobody_is_asked_twice(self, models: IModels) -> None:
        ladder = models.ladder(("a", "b", "a"))
        assert len(set(map(id, ladder))) == len(ladder)

    def test_a_name_s_client_stays_the_same(self, models: IModels) -> None:
        check_same(models.ladder(("a", "b")), models.ladder(["a", "b"]))
        check_same(models.ladder(()), models.ladder(()))

    def test_threads_get_the_same_clients(self, models: IModels) -> None:
        with ThreadPoolExecutor(8) as pool:
            ladders = list(pool.map(models.ladder, [("a", "b")] * 16))
        for ladder in ladders:
            check_same(ladder, ladders[0])


class NamedModelsContract(ModelsContract):
    """Models go by their names, and another provider's may stand in for them."""

    @pytest.fixture
    def own(self) -> ILLMClient:
        """The client of the installation's own model, which is among the `models`."""
        raise NotImplementedError

    @pytest.fixture
    def backup(self, models: IModels) -> ILLMClient | None:
        """The client of another provider that stands in, if there is one."""
        raise NotImplementedError

    def test_without_names_it_is_the_installation_s_own(
        self, models: IModels, own: ILLMClient, backup: ILLMClient | None
    ) -> None:
        check_same(models.ladder(()), [own, *([backup] if backup else [])])

    def test_its_name_gets_that_very_client(self, models: IModels, own: ILLMClient) -> None:
        assert models.ladder((own.model,))[0] is own
        assert models.ladder(("a", own.model))[1] is own

    def test_names_are_asked_in_their_order(self, models: IModels) -> None:
        assert [client.model for client in models.ladder(("b", "a", "b"))][:2] == ["b", "a"]

    def test_the_stand_in_comes_last(self, models: IModels, backup: ILLMClient | None) -> None:
        ladder = models.ladder(("a", "b"))
        assert len(ladder) == (2 if backup is None else 3)
        assert backup is None or ladder[-1] is backup


def check_same(first: Sequence[ILLMClient], second: Sequence[ILLMClient]) -> None:
    """Two ladders are of the same clients, not only of equal ones."""
    assert list(map(id, first)) == list(map(id, second))
