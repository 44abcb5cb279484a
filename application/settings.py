"""The settings of an installation."""

from datetime import timedelta
from errno import ENOENT
from pathlib import Path
from typing import Any, Final

from attrs import Attribute, field, frozen
from attrs.validators import deep_iterable, in_, min_len, optional

from parlons.domain import fields
from parlons.domain.identity.user import ADDRESS

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
        if value.partition("://")[0].partition("+")[0] not in schemes:
            known = " or ".join(f"{scheme}://..." for scheme in schemes)
            raise ValueError(f"{attribute.name} must be an address like {known}")

    return check


def _folder(path: Path, variable: str) -> Path:
    try:
        return path.expanduser().absolute()
    except RuntimeError as error:
        reason = f"there is no home folder; {variable} can name another"
        raise FileNotFoundError(ENOENT, reason, str(path)) from error


@frozen(kw_only=True)
class Settings:
    """How an installation is set up; every field has a working default.

    A setting that names an adapter takes one of our names, or the dotted path of a callable that is
    given the settings and returns the adapter (or, as a generator function, yields it once and
    closes it afterwards).
    """

    data_dir: Path = setting(Path("~/.parlons"), "folder of everything kept on this machine")

    store: str = setting("sql", "where records are kept: memory or sql", adapter("memory", "sql"))
    database_url: str | None = setting(
        None,
        "sqlite:// or postgresql:// address; by default a SQLite file in the data folder",
        optional(_url("sqlite", "postgresql")),
        secret=True,
    )
    table_prefix: str = setting(
        "",
        "put before the name of every table",
        fields.Pattern(
            r"([a-z][a-z0-9_]{0,19})?",
            "must begin with a lower-case letter, and hold 20 such letters, digits and _ at most",
        ),
    )

    cache: str = setting(
        "disk",
        "where answers are cached: memory, disk or redis",
        adapter("memory", "disk", "redis"),
    )
    redis_url: str = setting(
        "redis://127.0.0.1:6379/0", "address of Redis", _url("redis", "rediss"), secret=True
    )

    speech: str = setting(
        "espeak",
        "how texts are said: espeak (recordings, else a voice), recorded or silence",
        adapter("espeak", "recorded", "silence"),
    )
    speech_dir: Path | None = setting(
        None, "folder of recordings; by default speech in the data folder"
    )

    llm: str = setting("course", "who tutors: course or openai", adapter("course", "openai"))
    openai_api_key: str | None = setting(
        None,
        "key of the OpenAI-compatible server",
        optional(fields.Pattern(r"[\x21-\x7E]+", "must be printable ASCII without blanks")),
        secret=True,
    )
    openai_base_url: str | None = setting(
        None,
        "address of an OpenAI-compatible server; by default OpenAI's own",
        optional(_url("https", "http")),
        secret=True,
    )
    openai_model: str = setting("gpt-4.1-mini", "model that tutors", min_len(1))
    llm_timeout_seconds: float = setting(
        30.0, "seconds to wait for a model's next piece, at most", fields.between(0.01, 3600)
    )
    llm_retries: int = setting(
        2, "further tries after a failure that may pass", fields.between(0, 10)
    )
    llm_input_price: int | None = setting(
        None,
        "micro-dollars per million input tokens, for a model that is in no price list",
        optional(fields.between(0, 10**12)),
    )
    llm_output_price: int | None = setting(
        None,
        "micro-dollars per million output tokens, likewise",
        optional(fields.between(0, 10**12)),
    )

    llm_prices: tuple[str, ...] = setting(
        (),
        "prices of further models, separated by commas: NAME=INPUT/OUTPUT or"
        " NAME=INPUT/CACHED/OUTPUT, likewise",
    )
    backup_base_url: str | None = setting(
        None,
        "address of an OpenAI-compatible server that stands in where the first gives no reply",
        optional(_url("https", "http")),
        secret=True,
    )
    backup_api_key: str | None = setting(
        None,
        "key of that server",
        optional(fields.Pattern(r"[\x21-\x7E]+", "must be printable ASCII without blanks")),
        secret=True,
    )
    backup_model: str | None = setting(
        None, "model that is asked there", optional(fields.text(200))
    )
    llm_in_flight: int = setting(
        64,
        "calls to models that may be under way at once before limits shrink to their smallest",
        fields.between(1, 100_000),
    )
    replies_per_user: int = setting(
        3,
        "streamed replies that may be made for a user at once, whether or not they are read",
        fields.between(1, 1000),
    )
    monthly_budget: int | None = setting(
        None,
        "micro-dollars that the installation may spend on models in a month (UTC)",
        optional(fields.between(0, 10**15)),
    )
    plans_file: Path | None = setting(
        None, "JSON file of the plans there are; by default free, plus and school"
    )
    rate_limiter: str | None = setting(
        None,
        "where it is noted how often users ask: memory, sql or redis; by default as store",
        optional(adapter("memory", "sql", "redis")),
    )
    notifiers: tuple[str, ...] = setting(
        ("log",),
        "who tells people of budgets, separated by commas: log, smtp, webhook, memory",
        deep_iterable(adapter("log", "smtp", "webhook", "memory")),
    )
    smtp_url: str | None = setting(
        None,
        "mail server: smtp://user:password@host:587 (STARTTLS), smtps://... (TLS) or"
        " smtp://host?tls=off",
        optional(_url("smtp", "smtps")),
        secret=True,
    )
    mail_from: str | None = setting(None, "address that mail comes from", optional(ADDRESS))
    admin_emails: tuple[str, ...] = setting(
        (), "addresses of administrators, separated by commas", deep_iterable(ADDRESS)
    )
    webhook_url: str | None = setting(
        None, "address that notices are posted to", optional(_url("https", "http")), secret=True
    )
    webhook_secret: str | None = setting(
        None,
        "key that signs them: whsec_ and the base64 of 24 to 64 random bytes",
        optional(
            fields.Pattern(
                r"whsec_[A-Za-z0-9+/]{32,86}={0,2}",
                "must be whsec_ and the base64 of 24 to 64 random bytes",
            )
        ),
        secret=True,
    )

    dispatcher: str | None = setting(
        None,
        "how work gets to workers: memory, in_process, rabbitmq or redis; by default memory where"
        " store is memory, else in_process",
        optional(adapter("memory", "in_process", "rabbitmq", "redis")),
    )
    rabbitmq_url: str = setting(
        "amqp://guest:guest@127.0.0.1:5672/%2F",
        "address of RabbitMQ",
        _url("amqp", "amqps"),
        secret=True,
    )
    worker_threads: int = setting(
        8, "items worked on at once by a worker process", fields.between(1, 256)
    )
    lease_seconds: float = setting(
        30.0,
        "seconds after which an item is taken from a worker that has died",
        fields.between(0.5, 3600),
    )

    password_hasher: str = setting(
        "argon2",
        "how passwords are hashed: argon2, or plain for tests in memory",
        adapter("argon2", "plain"),
    )
    token_secret: str | None = setting(
        None,
        "key that signs access tokens, 32 characters or more; by default made once and kept in the"
        " data folder",
        optional(min_len(32)),
        secret=True,
    )
    token_minutes: int = setting(
        60, "minutes for which an access token is good", fields.between(1, 525_600)
    )

    host: str = setting("127.0.0.1", "address the web server listens on", min_len(1))
    port: int = setting(8000, "port the web server listens on", fields.between(1, 65535))
    threads: int = setting(
        64, "requests and streams served at once, per web process", fields.between(1, 4096)
    )
    web_processes: int = setting(
        1, "web processes; one where store is memory", fields.between(1, 256)
    )
    max_body_bytes: int = setting(
        1_000_000, "bytes of the largest request body", fields.between(1000, 10**9)
    )
    cors_origins: tuple[str, ...] = setting(
        (),
        "origins, separated by commas, whose pages may call the API; * for all",
        deep_iterable(
            fields.Pattern(
                r"\*|https?://[^/\s,]+", "must be * or origins such as https://app.example"
            )
        ),
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
        fields.Pattern(r"stderr|syslog|otlp|file:.+", "must be stderr, file:PATH, syslog or otlp"),
    )
    log_format: str = setting(
        "auto", "text, json, or auto: text in a terminal", in_(("auto", "text", "json"))
    )

    def __attrs_post_init__(self) -> None:
        if self.store == "memory" and self.web_processes > 1:
            raise ValueError(
                "web_processes must be 1 where store is memory, which processes do not share"
            )
        if self.store == "memory" and self.carrier != "memory":
            raise ValueError(
                "dispatcher must be memory where store is memory, which no worker can see"
            )

    @property
    def data_folder(self) -> Path:
        """Where `data_dir` leads; raises `FileNotFoundError` where that is below a missing home.

        Only whoever asks for it needs a home.
        """
        return _folder(self.data_dir, "PARLONS_DATA_DIR")

    @property
    def database_file(self) -> Path:
        """The SQLite file that is used where no address is set."""
        return self.data_folder / "parlons.db"

    @property
    def speech_folder(self) -> Path:
        """Where recordings are; raises `FileNotFoundError` like `data_folder`."""
        if self.speech_dir is None:
            return self.data_folder / "speech"
        return _folder(self.speech_dir, "PARLONS_SPEECH_DIR")

    @property
    def carrier(self) -> str:
        """The dispatcher that is used."""
        return self.dispatcher or ("memory" if self.store == "memory" else "in_process")

    @property
    def limiter(self) -> str:
        """The rate limiter that is used."""
        return self.rate_limiter or ("sql" if self.store == "sql" else "memory")

    @property
    def hold_for(self) -> timedelta:
        """How long a call to a model can take; whatever is open for longer has been given up."""
        return timedelta(seconds=4 * self.llm_timeout_seconds + 60)

    @property
    def lease(self) -> timedelta:
        """How long a worker may keep an item without a sign of life."""
        return timedelta(seconds=self.lease_seconds)

    @property
    def work_in_flight(self) -> int:
        """Items of a queue that are handed over at a time: enough to keep its workers busy."""
        return 2 * self.worker_threads

    @property
    def streams(self) -> int:
        """Streams served at once: three quarters of the threads, so that some remain for requests.

        Each takes a thread of its own besides.
        """
        return max(1, self.threads * 3 // 4)

    @classmethod
    def in_memory(cls, **changes: Any) -> "Settings":
        """Settings under which nothing is kept and nothing outside the process is used."""
        volatile: dict[str, Any] = {
            "store": "memory",
            "cache": "memory",
            "speech": "silence",
            "password_hasher": "plain",
            "telemetry": ("memory",),
            "notifiers": ("memory",),
            "llm_prices": ("scripted=0/0",),
        }
        return cls(**(volatile | changes))
