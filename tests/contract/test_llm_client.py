"""The exam of our language models, and of the tutor that is none."""

import pytest
from tests.support.llama_server import LlamaServer
from tests.support.openai_clients import NOBODY, MakeOpenAI
from tests.support.openai_script import Answer, BrokenStream
from tests.support.scripted_openai import ScriptedOpenAI
from tests.support.small_course import school

from parlons.adapters.llm.lexicon_tutor.course_tutor_llm_client import CourseTutorLLMClient
from parlons.adapters.llm.scripted_llm_client import BrokenReply, ScriptedLLMClient
from parlons.adapters.memory.in_memory_unit_of_work import InMemoryUnitOfWork
from parlons.entrypoints.testing.contracts.llm_client import (
    LLMClientContract,
    UpstreamLLMClientContract,
)

REPLY = "It means good evening."


class TestScriptedLLMClient(UpstreamLLMClientContract):
    @pytest.fixture
    def client(self):
        return ScriptedLLMClient([REPLY] * 6)

    @pytest.fixture
    def unavailable(self):
        return ScriptedLLMClient()

    @pytest.fixture
    def breaking(self):
        return ScriptedLLMClient([BrokenReply("It means")] * 2)

    @pytest.fixture
    def lengthy(self):
        self.model = ScriptedLLMClient(["word " * 200], delay_seconds=0.01)
        return self.model

    def call_has_ended(self) -> bool:
        return self.model.closed_early == 1


class TestCourseTutorLLMClient(LLMClientContract):
    @pytest.fixture
    def client(self):
        return CourseTutorLLMClient(school())

    @pytest.fixture
    def unavailable(self):
        return CourseTutorLLMClient(InMemoryUnitOfWork())


class TestOpenAILLMClientOnAScriptedServer(UpstreamLLMClientContract):
    @pytest.fixture
    def client(self, scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI):
        scripted_openai.plays(*[Answer(REPLY)] * 6)
        return make_openai(scripted_openai.base_url)

    @pytest.fixture
    def unavailable(self, make_openai: MakeOpenAI):
        return make_openai(NOBODY)

    @pytest.fixture
    def breaking(self, scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI):
        scripted_openai.plays(*[BrokenStream("It means", "disconnect")] * 2)
        return make_openai(scripted_openai.base_url)

    @pytest.fixture
    def lengthy(self, scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI):
        self.server = scripted_openai
        scripted_openai.plays(Answer("word " * 500, pause=0.01))
        return make_openai(scripted_openai.base_url)

    def call_has_ended(self) -> bool:
        return self.server.abandoned == 1


class TestOpenAILLMClientOnLlamaCpp(LLMClientContract):
    @pytest.fixture
    def client(self, llama_server: LlamaServer, make_openai: MakeOpenAI):
        return make_openai(llama_server.base_url, llm_timeout_seconds=60.0)

    @pytest.fixture
    def unavailable(self, make_openai: MakeOpenAI):
        return make_openai(NOBODY)
