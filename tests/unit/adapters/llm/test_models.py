"""Which models are asked, at which servers."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest
from tests.support.openai_clients import NOBODY, ask
from tests.support.openai_script import Answer
from tests.support.scripted_openai import ScriptedOpenAI, running_scripted_openai

from parlons.adapters import llm
from parlons.adapters.llm.chat_completions.openai_llm_client import OpenAILLMClient
from parlons.adapters.llm.scripted_llm_client import ScriptedLLMClient
from parlons.application.environment import SettingsError
from parlons.application.ports.llm_client import LLMUnavailableError
from parlons.application.ports.models import IModels
from parlons.application.settings import Settings

Open = Callable[..., IModels]


@pytest.fixture
def open_models(monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Models of a server on this machine, with the installation's own client."""
    monkeypatch.setenv("NO_PROXY", "*")
    with ExitStack() as opened:

        def make(base_url: str, **changes: object) -> IModels:
            settings = Settings.in_memory(
                openai_base_url=base_url, openai_model="own", openai_api_key="a-key", **changes
            )
            own = opened.enter_context(contextmanager(llm.openai)(settings))
            return opened.enter_context(contextmanager(llm.openai_models)(settings, own))

        yield make


def ours(models: IModels, *names: str) -> list[OpenAILLMClient]:
    clients = models.ladder(names)
    assert all(isinstance(client, OpenAILLMClient) for client in clients)
    return list(clients)


def test_one_server_plays_several_models(scripted_openai: ScriptedOpenAI, open_models: Open):
    scripted_openai.models = frozenset({"good", "cheap"})
    scripted_openai.plays(Answer("I am good."), model="good")
    scripted_openai.plays(Answer("I am cheap."), model="cheap")
    good, lost, cheap = open_models(scripted_openai.base_url).ladder(("good", "lost", "cheap"))
    assert cheap.complete(ask()).text == "I am cheap."
    assert good.complete(ask()).text == "I am good."
    with pytest.raises(LLMUnavailableError, match="status 404, code model_not_found") as caught:
        lost.complete(ask())
    assert not caught.value.may_pass
    assert [scripted_openai.asked(name) for name in ("good", "lost", "cheap")] == [1, 1, 1]


def test_the_backup_has_its_own_server_key_and_model(
    scripted_openai: ScriptedOpenAI, open_models: Open
):
    with running_scripted_openai() as other:
        other.plays(Answer("I stand in."))
        models = open_models(
            scripted_openai.base_url,
            backup_base_url=other.base_url,
            backup_api_key="b-key",
            backup_model="spare",
        )
        assert models.ladder(("good",))[-1].complete(ask()).text == "I stand in."
        (request,) = other.requests
    assert request.model == "spare"
    assert request.headers["authorization"] == "Bearer b-key"
    assert scripted_openai.requests == []


def test_models_of_one_server_share_connections_and_circuit(open_models: Open):
    own, good, spare = ours(
        open_models(NOBODY, backup_base_url="http://127.0.0.1:10/v1", backup_model="spare"),
        "own",
        "good",
    )
    assert good.client is own.client
    assert good.circuit is own.circuit
    assert spare.circuit is not own.circuit


def test_a_backup_at_the_same_address_shares_the_circuit(open_models: Open):
    own, spare = ours(open_models(NOBODY, backup_base_url=NOBODY, backup_model="spare"))
    assert spare.circuit is own.circuit


def test_what_is_opened_is_closed():
    settings = Settings.in_memory(openai_base_url=NOBODY, openai_model="own")
    with contextmanager(llm.openai_models)(settings, ScriptedLLMClient()) as models:
        (named,) = ours(models, "good")
        assert not named.client.is_closed()
    assert named.client.is_closed()


def test_somebody_elses_client_is_the_only_one():
    client = ScriptedLLMClient()
    (models,) = llm.only(client)
    assert models.ladder(("good", "cheap")) == (client,)


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"backup_base_url": NOBODY}, "MODEL"),
        ({"backup_model": "spare"}, "BASE_URL"),
        ({"backup_api_key": "b-key"}, "BASE_URL"),
        ({"backup_base_url": NOBODY, "backup_api_key": "b-key"}, "MODEL"),
    ],
)
def test_half_a_backup_is_a_mistake_that_is_named(
    open_models: Open, given: dict[str, str], missing: str
):
    with pytest.raises(SettingsError, match=f"^PARLONS_BACKUP_{missing} must be set") as caught:
        open_models(NOBODY, **given)
    assert "b-key" not in str(caught.value)
