"""The composition root builds whatever the settings say."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from dependency_injector import providers

from parlons.adapters.caches.in_memory_cache_service import InMemoryCacheService
from parlons.adapters.system.fixed_clock import FixedClock
from parlons.application.tutoring.ask_tutor import AskTutor
from parlons.container import Container, Settings, SettingsError

KEPT = {"store": "sql", "password_hasher": "argon2"}
CHOICES = [
    {"store": "memory"},
    {"store": "sql", "password_hasher": "argon2"},
    {"cache": "memory"},
    {"cache": "disk"},
    {"cache": "redis"},
    {"speech": "espeak"},
    {"speech": "recorded"},
    {"speech": "silence"},
    {"llm": "course"},
    {"llm": "openai", "openai_api_key": "a-key"},
    {"rate_limiter": "memory"},
    {"rate_limiter": "sql", **KEPT},
    {"rate_limiter": "redis"},
    {"password_hasher": "argon2"},
    {"password_hasher": "plain"},
    {"dispatcher": "memory"},
    {"dispatcher": "in_process", **KEPT},
    {"dispatcher": "rabbitmq", **KEPT},
    {"dispatcher": "redis", **KEPT},
    {"telemetry": ("log", "metrics", "memory")},
    {"telemetry": ()},
]
THREADS = 20


def chosen(choice: dict) -> str:
    return "-".join(map(str, next(iter(choice.items()))))


@pytest.mark.parametrize("choice", CHOICES, ids=chosen)
def test_every_provider_builds(choice: dict, tmp_path: Path):
    container = Container(settings=Settings.in_memory(data_dir=tmp_path, **choice))
    for name, provider in container.providers.items():
        assert provider() is not None, name
    container.shutdown_resources()


def test_every_adapter_that_a_selector_offers_is_chosen_above():
    offered = {
        (name, key)
        for name, provider in Container.providers.items()
        if isinstance(provider, providers.Selector)
        for key in provider.providers
    }
    settings = {"unit_of_work": "store", "llm_client": "llm", "models": "llm"}
    others = {"on_work"}  # follows from the dispatcher
    wanted = {
        (settings.get(name, name), key)
        for name, key in offered
        if key != "custom" and name not in others
    }
    tried = {(name, value) for choice in CHOICES for name, value in choice.items()}
    assert wanted <= tried


def test_racing_threads_share_what_is_shared_and_nothing_else(tmp_path: Path):
    settings = Settings.in_memory(data_dir=tmp_path, cache="tests.support.outside:slow_cache")
    container = Container(settings=settings)
    together = Barrier(THREADS)

    def ask(_thread: int) -> AskTutor:
        together.wait()
        return container.ask_tutor()

    with ThreadPoolExecutor(THREADS) as pool:
        use_cases = list(pool.map(ask, range(THREADS)))
    assert len({id(use_case) for use_case in use_cases}) == THREADS
    assert len({id(use_case.orchestrator) for use_case in use_cases}) == THREADS
    caches = {id(use_case.orchestrator.answer_cache.cache) for use_case in use_cases}
    stores = {id(use_case.unit_of_work) for use_case in use_cases}
    assert (len(caches), len(stores)) == (1, 1)
    container.shutdown_resources()


def test_one_line_swaps_a_port():
    fake = InMemoryCacheService(FixedClock())
    assert Container(settings=Settings.in_memory(), cache=fake).cache() is fake
    container = Container(settings=Settings.in_memory())
    with container.cache.override(fake):
        assert container.ask_tutor().orchestrator.answer_cache.cache is fake
    assert container.cache() is not fake


def test_a_dotted_path_that_leads_nowhere_is_named(tmp_path: Path):
    container = Container(settings=Settings.in_memory(data_dir=tmp_path, cache="nowhere.at:all"))
    with pytest.raises(SettingsError, match=r"PARLONS_CACHE: there is no nowhere.at:all"):
        container.cache()


def test_nobody_without_a_home_needs_one(tmp_path: Path):
    program = f"""
import os, pwd
os.environ.pop("HOME", None)
pwd.getpwuid = {{}}.__getitem__
from pathlib import Path
from parlons.container import Container, settings_from
try:
    Path.home()
except RuntimeError:
    print(Container(settings=settings_from({{"PARLONS_DATA_DIR": {str(tmp_path)!r}}})).cache())
"""
    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True
    )
    assert "DiskCacheService" in done.stdout, done.stderr
