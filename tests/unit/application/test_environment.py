import pwd
from datetime import timedelta
from pathlib import Path

import attrs
import pytest

from parlons.application.environment import SettingsError, settings_from, variable
from parlons.application.settings import Settings


def test_nothing_set_means_the_defaults():
    assert settings_from({"PATH": "/bin", "PARLONS_PORT": ""}) == Settings()


def test_each_setting_is_read_from_its_variable():
    settings = settings_from(
        {
            "PARLONS_DATA_DIR": "~/somewhere",
            "PARLONS_PORT": "9000",
            "PARLONS_LLM_TIMEOUT_SECONDS": "2.5",
            "PARLONS_CORS_ORIGINS": "https://a.example, https://b.example,",
            "PARLONS_CACHE": "somebody.cache:make",
            "PARLONS_SPEECH_DIR": "~/sounds",
            "PARLONS_LLM_INPUT_PRICE": "5",
        }
    )
    assert settings.data_folder == Path.home() / "somewhere"
    assert settings.port == 9000
    assert settings.llm_timeout_seconds == 2.5
    assert settings.cors_origins == ("https://a.example", "https://b.example")
    assert settings.cache == "somebody.cache:make"
    assert settings.speech_folder == Path.home() / "sounds"
    assert settings.llm_input_price == 5


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("PARLONS_PORT", "high", "PARLONS_PORT must be a whole number, not 'high'"),
        ("PARLONS_PORT", "70000", "PARLONS_PORT: 'port' must be <= 65535: 70000"),
        ("PARLONS_CACHE", "rediss", "PARLONS_CACHE: cache must be one of memory, disk, redis or"),
        ("PARLONS_CACHE", "a b:c", "PARLONS_CACHE: cache must be one of"),
        ("PARLONS_REDIS_URL", "localhost", "PARLONS_REDIS_URL: redis_url must be an address like"),
        ("PARLONS_DATABASE_URL", "mysql://x", "PARLONS_DATABASE_URL: database_url must be an"),
        (
            "PARLONS_LOG_TO",
            "moon",
            "PARLONS_LOG_TO: log_to must be stderr, file:PATH, syslog or otlp",
        ),
        (
            "PARLONS_TABLE_PREFIX",
            "a;drop",
            "PARLONS_TABLE_PREFIX: table_prefix must begin with a lower-case",
        ),
        ("PARLONS_TOKEN_SECRET", "short", "PARLONS_TOKEN_SECRET: "),
        (
            "PARLONS_OPENAI_API_KEY",
            "clé",
            "PARLONS_OPENAI_API_KEY: openai_api_key must be printable",
        ),
        (
            "PARLONS_DISPATCHER",
            "rabbit",
            "PARLONS_DISPATCHER: dispatcher must be one of memory, in_process, rabbitmq, redis or",
        ),
        (
            "PARLONS_RABBITMQ_URL",
            "http://localhost",
            "PARLONS_RABBITMQ_URL: rabbitmq_url must be an address like amqp://... or amqps://...",
        ),
        ("PARLONS_WORKER_THREADS", "0", "PARLONS_WORKER_THREADS: 'worker_threads' must be >= 1"),
        ("PARLONS_LEASE_SECONDS", "0.1", "PARLONS_LEASE_SECONDS: 'lease_seconds' must be >= 0.5"),
        ("PARLONS_PROT", "1", "PARLONS_PROT is not a setting; did you mean PARLONS_PORT?"),
    ],
)
def test_a_wrong_setting_is_named_in_one_line(name: str, value: str, complaint: str):
    with pytest.raises(SettingsError) as caught:
        settings_from({name: value})
    assert str(caught.value).startswith(complaint)
    assert "\n" not in str(caught.value)


def test_processes_that_would_not_share_their_records_are_refused_in_one_line():
    with pytest.raises(SettingsError, match=r"^PARLONS_WEB_PROCESSES: .* must be 1 .*$"):
        settings_from({"PARLONS_STORE": "memory", "PARLONS_WEB_PROCESSES": "2"})
    assert settings_from({"PARLONS_WEB_PROCESSES": "2"}).web_processes == 2


@pytest.mark.parametrize("dispatcher", ["in_process", "rabbitmq", "redis", "somebody.post:office"])
def test_workers_that_could_not_see_the_records_are_refused_in_one_line(dispatcher: str):
    refused = {"PARLONS_STORE": "memory", "PARLONS_DISPATCHER": dispatcher}
    with pytest.raises(SettingsError, match=r"^PARLONS_DISPATCHER: .* must be memory .*$"):
        settings_from(refused)
    assert settings_from(refused | {"PARLONS_STORE": "sql"}).carrier == dispatcher


@pytest.mark.parametrize(
    ("environ", "carrier"),
    [
        ({}, "in_process"),
        ({"PARLONS_STORE": "memory"}, "memory"),
        ({"PARLONS_STORE": "memory", "PARLONS_DISPATCHER": "memory"}, "memory"),
        ({"PARLONS_DISPATCHER": "memory"}, "memory"),
        ({"PARLONS_DISPATCHER": "redis"}, "redis"),
    ],
)
def test_unless_told_otherwise_work_is_carried_within_the_process_that_can_do_it(environ, carrier):
    assert settings_from(environ).carrier == carrier


def test_workers_are_kept_busy_and_their_leases_are_a_time():
    settings = settings_from({"PARLONS_WORKER_THREADS": "3", "PARLONS_LEASE_SECONDS": "1.5"})
    assert settings.work_in_flight == 6
    assert settings.lease == timedelta(seconds=1.5)


def test_where_there_is_no_home_only_the_default_folder_is_missing(monkeypatch):
    monkeypatch.delenv("HOME")
    monkeypatch.setattr(pwd, "getpwuid", {}.__getitem__)
    elsewhere = settings_from({"PARLONS_DATA_DIR": "/srv/parlons"})
    assert elsewhere.data_folder == Path("/srv/parlons")
    with pytest.raises(FileNotFoundError, match="PARLONS_DATA_DIR"):
        Settings().data_folder  # noqa: B018  # what is asked for is the error


def test_a_data_folder_is_absolute(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert Settings(data_dir=Path("data")).data_folder == tmp_path / "data"


@pytest.mark.parametrize(
    "name",
    [
        *("PARLONS_TOKEN_SECRET", "PARLONS_OPENAI_API_KEY"),
        *("PARLONS_DATABASE_URL", "PARLONS_RABBITMQ_URL"),
    ],
)
def test_a_secret_that_is_refused_is_not_repeated(name: str):
    with pytest.raises(SettingsError) as caught:
        settings_from({name: "not a secret é"})
    assert name in str(caught.value)
    assert "not a secret" not in str(caught.value)


def test_secrets_are_not_printed():
    settings = Settings(
        token_secret="s" * 40,
        openai_api_key="k-123",
        database_url="postgresql://u:pw@h/db",
        redis_url="redis://:pw@h",
        rabbitmq_url="amqp://u:pw@h",
    )
    for secret in ("s" * 40, "k-123", "pw"):
        assert secret not in repr(settings)


def test_what_the_test_suite_listens_to_is_no_setting():
    assert settings_from({"PARLONS_TEST_REDIS_URL": "x", "PARLONS_REQUIRE_SERVICES": "1"}) == (
        Settings()
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PARLONS_TOKEN_MINUTES", "99999999999999"),
        ("PARLONS_WEB_PROCESSES", "99999999"),
        ("PARLONS_THREADS", "1000000"),
        ("PARLONS_LLM_TIMEOUT_SECONDS", "inf"),
        ("PARLONS_LLM_TIMEOUT_SECONDS", "nan"),
        ("PARLONS_CORS_ORIGINS", "foo"),
        ("PARLONS_CORS_ORIGINS", "https://a.example/path"),
    ],
)
def test_a_value_that_could_not_work_is_refused_at_the_start(name: str, value: str):
    with pytest.raises(SettingsError, match=name):
        settings_from({name: value})


def test_every_setting_can_be_read_and_says_what_it_is_for():
    for field in attrs.fields(Settings):
        assert field.metadata["help"]
        value = getattr(Settings(), field.name)
        if isinstance(value, str | int | float | Path) and field.name != "redis_url":
            assert getattr(settings_from({variable(field.name): str(value)}), field.name) == value


def test_in_memory_nothing_is_kept():
    settings = Settings.in_memory(port=1234)
    assert (settings.store, settings.cache, settings.port) == ("memory", "memory", 1234)
