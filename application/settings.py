"""The settings of an installation."""

from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from attrs import Attribute, Factory, field, frozen
from attrs.validators import deep_iterable, ge, gt, in_, matches_re, min_len, optional

from parlons.domain import fields

LOG_LEVELS: Final = ("debug", "info", "warning", "error")


def setting(default: Any, help_: str, validator: Any = None, *, secret: bool = False) -> Any:
    """A field with its line of documentation; a secret one is masked wherever it is shown."""
    return field(
        default=default,
        validator=validator,
        repr=not secret,
        metadata={"help": help_, "secret": secret},
    )


def adapter(*names: str) -> Any:
    """Accept one of our adapters by name, or somebody else's as `package.module:factory`."""

    def check(_settings: object, attribute: "Attribute[str]", value: str) -> None:
        module, _, factory = value.partition(":")
        dotted = factory.isidentifier() and all(map(str.isidentifier, module.split(".")))
        if value not in names and not dotted:
            choices = ", ".join(names)
            raise ValueError(
                f"{attribute.name} must be one of {choices} or package.module:factory,"
                f" not {value!r}"
            )

    return check


def _url(*schemes: str) -> Any:
    def check(_settings: object, attribute: "Attribute[str]", value: str) -> None:
        if urlsplit(value).scheme.partition("+")[0] not in schemes:
            raise ValueError(f"{attribute.name} must be an address like {schemes[0]}://...")

    return check


@frozen(kw_only=True)
class Settings:
    """How an installation is set up; every field has a working default.

    A setting that names an adapter takes one of our names, or the dotted path of a callable that is
    given the settings and returns the adapter (or, as a generator function, yields it once and
    closes it afterwards).
    """

    data_dir: Path = setting(
        Factory(lambda: Path.home() / ".parlons"), "folder of everything kept on this machine"
    )

    store: str = setting("sql", "where records are kept: memory or sql", adapter("memory", "sql"))
    database_url: str | None = setting(
        None,
        "sqlite:// or postgresql:// address; by default a SQLite file in the data folder",
        optional(_url("sqlite", "postgresql")),
        secret=True,
    )
    table_prefix: str = setting(
        "", "put before the name of every table", matches_re(r"([a-z][a-z0-9_]{0,19})?")
    )
    pool_size: int = setting(80, "database connections at most; no fewer than threads", ge(1))

    cache: str = setting(
        "disk",
        "where answers are cached: memory, disk or redis",
        adapter("memory", "disk", "redis"),
    )
    redis_url: str = setting(
        "redis://127.0.0.1:6379/0", "address of Redis", _url("redis", "rediss"), secret=True
    )

    llm: str = setting("course", "who tutors: course or openai", adapter("course", "openai"))
    openai_api_key: str | None = setting(
        None,
        "key of the OpenAI-compatible server",
        optional(matches_re(r"[\x21-\x7E]+")),
        secret=True,
    )
    openai_base_url: str | None = setting(
        None,
        "address of an OpenAI-compatible server; by default OpenAI's own",
        optional(_url("https", "http")),
    )
    openai_model: str = setting("gpt-4.1-mini", "model that tutors", min_len(1))
    llm_timeout_seconds: float = setting(30.0, "longest wait for a model's next piece", gt(0))
    llm_retries: int = setting(2, "further tries after a failure that may pass", ge(0))
    llm_input_price: int | None = setting(
        None,
        "micro-dollars per million input tokens, for a model that is in no price list",
        optional(ge(0)),
    )
    llm_output_price: int | None = setting(
        None, "micro-dollars per million output tokens, likewise", optional(ge(0))
    )

    password_hasher: str = setting("argon2", "how passwords are hashed", adapter("argon2", "plain"))
    token_secret: str | None = setting(
        None,
        "key that signs access tokens, 32 characters or more; by default made once and kept in the"
        " data folder",
        optional(min_len(32)),
        secret=True,
    )
    token_minutes: int = setting(60, "minutes for which an access token is good", gt(0))

    host: str = setting("127.0.0.1", "address the web server listens on", min_len(1))
    port: int = setting(8000, "port the web server listens on", fields.count(1, 65535))
    threads: int = setting(64, "requests and streams served at once, per web process", ge(1))
    web_processes: int = setting(1, "web processes", ge(1))
    max_body_bytes: int = setting(1_000_000, "largest request body", ge(1000))
    cors_origins: tuple[str, ...] = setting(
        (), "origins, separated by commas, whose pages may call the API", deep_iterable(min_len(1))
    )

    telemetry: tuple[str, ...] = setting(
        ("log", "metrics"),
        "who takes note of events, separated by commas: log, metrics, memory",
        deep_iterable(adapter("log", "metrics", "memory")),
    )
    log_level: str = setting("info", "debug, info, warning or error", in_(LOG_LEVELS))
    log_to: str = setting(
        "stderr",
        "stderr, file:PATH, syslog or otlp",
        matches_re(r"stderr|syslog|otlp|file:.+"),
    )
    log_format: str = setting(
        "auto", "text, json, or auto: text in a terminal", in_(("auto", "text", "json"))
    )

    @property
    def database(self) -> str:
        """The address of the database."""
        return self.database_url or f"sqlite:///{self.data_dir / 'parlons.db'}"

    @classmethod
    def in_memory(cls, **changes: Any) -> "Settings":
        """Settings under which nothing is kept and nothing outside the process is used."""
        volatile: dict[str, Any] = {
            "store": "memory",
            "cache": "memory",
            "password_hasher": "plain",
            "telemetry": ("memory",),
        }
        return cls(**(volatile | changes))
