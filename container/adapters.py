"""What serves each port."""

from dependency_injector import containers, providers

from parlons.adapters import (
    caches,
    courses,
    dispatch,
    documents,
    identity,
    llm,
    memory,
    notifications,
    rate_limits,
    scheduling,
    spending,
    sql,
    system,
)
from parlons.adapters import speech as speeches
from parlons.adapters import telemetry as telemetries
from parlons.adapters.injection.choice import choice
from parlons.adapters.injection.shared import Shared
from parlons.application.ports.cache_service import ICacheService
from parlons.application.ports.clock import IClock
from parlons.application.ports.codec import ICodec
from parlons.application.ports.course_source import ICourseSource
from parlons.application.ports.cron import ICron
from parlons.application.ports.dispatcher import IDispatcher
from parlons.application.ports.id_generator import IIdGenerator
from parlons.application.ports.llm_client import ILLMClient
from parlons.application.ports.models import IModels
from parlons.application.ports.notifier import INotifier
from parlons.application.ports.password_hasher import IPasswordHasher
from parlons.application.ports.price_list import IPriceList
from parlons.application.ports.rate_limiter import IRateLimiter
from parlons.application.ports.reply_decoder import IReplyDecoder
from parlons.application.ports.speech import ISpeech
from parlons.application.ports.telemetry import ITelemetry
from parlons.application.ports.token_issuer import ITokenIssuer
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.settings import Settings
from parlons.application.tutoring.retries import Pauses
from parlons.domain.spending.plan import Plan

P = providers.Provider


def _family(llm: str) -> str:
    """Say who knows models by name; somebody else's client is the only one there is."""
    return "openai" if llm == "openai" else "course"


class Adapters(containers.DeclarativeContainer):
    """What serves each port."""

    settings = providers.Dependency(instance_of=Settings, default=Settings())

    row_codec: P[ICodec] = Shared(documents.row_codec)
    http_codec: P[ICodec] = Shared(documents.http_codec)
    authored_codec: P[ICodec] = Shared(documents.authored_codec)
    reply_decoder: P[IReplyDecoder] = Shared(documents.reply_decoder, authored_codec)
    course_source: P[ICourseSource] = Shared(courses.yaml_folder, authored_codec)
    clock: P[IClock] = Shared(system.clock)
    id_generator: P[IIdGenerator] = Shared(system.id_generator)
    telemetry: P[ITelemetry] = Shared(telemetries.telemetry, settings)
    database = Shared(sql.open_database, settings)
    unit_of_work: P[IUnitOfWork] = choice(
        "store",
        settings,
        memory=Shared(memory.unit_of_work),
        sql=Shared(sql.unit_of_work, database, row_codec),
    )
    cache: P[ICacheService] = choice(
        "cache",
        settings,
        memory=Shared(caches.in_memory, clock),
        disk=Shared(caches.disk, settings),
        redis=Shared(caches.redis, settings),
    )
    recordings = Shared(speeches.recordings, settings)
    speech: P[ISpeech] = choice(
        "speech",
        settings,
        espeak=Shared(speeches.espeak, recordings),
        recorded=Shared(speeches.recorded, recordings),
        silence=Shared(speeches.silence),
    )
    password_hasher: P[IPasswordHasher] = choice(
        "password_hasher",
        settings,
        argon2=Shared(identity.argon2),
        plain=Shared(identity.plain, settings),
    )
    token_issuer: P[ITokenIssuer] = Shared(identity.jwt, settings, clock)
    course_tutor: P[ILLMClient] = Shared(llm.course_tutor, unit_of_work)
    llm_client: P[ILLMClient] = choice(
        "llm", settings, course=course_tutor, openai=Shared(llm.openai, settings)
    )
    models: P[IModels] = choice(
        "llm",
        settings,
        value=providers.Callable(_family, settings.provided.llm),
        course=Shared(llm.only, llm_client),
        openai=Shared(llm.openai_models, settings, llm_client),
    )
    pauses = providers.Factory(
        Pauses, settings.provided.llm_retries, settings.provided.llm_timeout_seconds
    )
    configured_plans: P[tuple[Plan, ...]] = Shared(spending.plans, settings, http_codec)
    rate_limiter: P[IRateLimiter] = choice(
        "rate_limiter",
        settings,
        value=settings.provided.limiter,
        memory=Shared(rate_limits.in_memory),
        sql=Shared(sql.rate_limiter, database),
        redis=Shared(rate_limits.redis, settings),
    )
    notifier: P[INotifier] = Shared(notifications.notifier, settings, clock)
    price_list: P[IPriceList] = Shared(llm.price_list, settings)
    cron: P[ICron] = Shared(scheduling.cron)
    process_name = Shared(system.process_name)
    carrier = settings.provided.carrier
    dispatcher: P[IDispatcher] = choice(
        "dispatcher",
        settings,
        value=carrier,
        memory=Shared(dispatch.in_memory),
        in_process=Shared(dispatch.in_process, settings),
        rabbitmq=Shared(dispatch.rabbitmq, settings),
        redis=Shared(dispatch.redis, settings),
    )
