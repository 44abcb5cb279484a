"""The exam of those who know which models there are."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from tests.support.openai_clients import NOBODY

from parlons.adapters import llm
from parlons.adapters.llm.models.only_model import OnlyModel
from parlons.adapters.llm.scripted_llm_client import ScriptedLLMClient
from parlons.application.ports.llm_client import ILLMClient
from parlons.application.ports.models import IModels
from parlons.application.settings import Settings
from parlons.entrypoints.testing.contracts.models import ModelsContract, NamedModelsContract

ALONE = {"openai_base_url": NOBODY, "openai_model": "own"}
BACKED = ALONE | {"backup_base_url": "http://127.0.0.1:10/v1", "backup_model": "spare"}


def opened(settings: Settings, own: ILLMClient) -> Iterator[IModels]:
    with contextmanager(llm.openai_models)(settings, own) as models:
        yield models


class TestOnlyModel(ModelsContract):
    @pytest.fixture
    def models(self):
        return OnlyModel(ScriptedLLMClient())


class TestOpenAIModels(NamedModelsContract):
    @pytest.fixture
    def settings(self):
        return Settings.in_memory(**ALONE)

    @pytest.fixture
    def own(self, settings: Settings):
        with contextmanager(llm.openai)(settings) as client:
            yield client

    @pytest.fixture
    def models(self, settings: Settings, own: ILLMClient):
        yield from opened(settings, own)

    @pytest.fixture
    def backup(self, models: IModels) -> ILLMClient | None:
        return None


class TestOpenAIModelsWithABackup(TestOpenAIModels):
    @pytest.fixture
    def settings(self):
        return Settings.in_memory(**BACKED)

    @pytest.fixture
    def backup(self, models: IModels) -> ILLMClient | None:
        return models.ladder(())[-1]


class TestOpenAIModelsAroundSomebodyElsesClient(TestOpenAIModels):
    @pytest.fixture
    def own(self):
        return ScriptedLLMClient(model="theirs")
