"""The composition root: which adapter serves which port."""

from random import random

from dependency_injector import containers, providers

from parlons.adapters import (
    caches,
    courses,
    dispatch,
    documents,
    identity,
    llm,
    memory,
    scheduling,
    sql,
    system,
)
from parlons.adapters import speech as speeches
from parlons.adapters import telemetry as telemetries
from parlons.adapters.injection.choice import choice
from parlons.adapters.injection.factories import factories
from parlons.adapters.injection.shared import Shared
from parlons.application.activity.activity_desk import ActivityDesk
from parlons.application.activity.complete_activities import CompleteActivities
from parlons.application.activity.complete_activity import CompleteActivity
from parlons.application.environment import SettingsError, settings_from
from parlons.application.events.backfill_consumer import BackfillConsumer
from parlons.application.events.consumer import queues_of, subscriptions
from parlons.application.events.delivery import EventDelivery, handlers
from parlons.application.events.publisher import Publisher
from parlons.application.grading.answer_exercise import AnswerExercise
from parlons.application.grading.attempt_book import AttemptBook
from parlons.application.grading.course_lexicons import CourseLexicons
from parlons.application.grading.decide_answer_report import DecideAnswerReport
from parlons.application.grading.list_answer_reports import ListAnswerReports
from parlons.application.grading.report_answer import ReportAnswer
from parlons.application.identity.log_in import LogIn
from parlons.application.identity.register_user import RegisterUser
from parlons.application.learning.hear_exercise import HearExercise
from parlons.application.learning.hear_line import HearLine
from parlons.application.learning.hear_term import HearTerm
from parlons.application.learning.import_course import ImportCourse
from parlons.application.learning.list_learning_paths import ListLearningPaths
from parlons.application.learning.list_lessons import ListLessons
from parlons.application.learning.list_units import ListUnits
from parlons.application.learning.set_prerequisites import SetPrerequisites
from parlons.application.learning.spoken_lexicon import SpokenLexicon
from parlons.application.learning.view_learning_path import ViewLearningPath
from parlons.application.learning.view_lesson import ViewLesson
from parlons.application.learning.view_unit import ViewUnit
from parlons.application.ports.cache_service import ICacheService
from parlons.application.ports.clock import IClock
from parlons.application.ports.codec import ICodec
from parlons.application.ports.course_source import ICourseSource
from parlons.application.ports.cron import ICron
from parlons.application.ports.dispatcher import IDispatcher
from parlons.application.ports.id_generator import IIdGenerator
from parlons.application.ports.llm_client import ILLMClient
from parlons.application.ports.password_hasher import IPasswordHasher
from parlons.application.ports.price_list import IPriceList
from parlons.application.ports.reply_decoder import IReplyDecoder
from parlons.application.ports.speech import ISpeech
from parlons.application.ports.telemetry import ITelemetry
from parlons.application.ports.token_issuer import ITokenIssuer
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.progress.achievement_consumer import AchievementConsumer
from parlons.application.progress.enrol_in_path import EnrolInPath
from parlons.application.progress.follow_news import FollowNews
from parlons.application.progress.freeze_day import FreezeDay
from parlons.application.progress.insights_consumer import InsightsConsumer
from parlons.application.progress.list_learners import ListLearners
from parlons.application.progress.news_hub import NewsHub
from parlons.application.progress.progress_consumer import ProgressConsumer
from parlons.application.progress.rebuild_progress import RebuildProgress
from parlons.application.progress.recount_path import RecountPath
from parlons.application.progress.unit_gate import UnitGate
from parlons.application.progress.view_achievements import ViewAchievements
from parlons.application.progress.view_progress import ViewProgress
from parlons.application.progress.view_streak import ViewStreak
from parlons.application.progress.view_xp import ViewXp
from parlons.application.progress.xp_consumer import XpConsumer
from parlons.application.settings import Settings
from parlons.application.tutoring.ai_orchestrator import AIOrchestrator
from parlons.application.tutoring.answer_cache import AnswerCache
from parlons.application.tutoring.ask_tutor import AskTutor
from parlons.application.tutoring.settlement import SpendingBook
from parlons.application.tutoring.stream_tutor_reply import StreamTutorReply
from parlons.application.tutoring.tutor_model import TutorModel
from parlons.application.work.cancel_work import CancelWork
from parlons.application.work.count_work import CountWork
from parlons.application.work.doorbell import Doorbell
from parlons.application.work.fire_schedules import FireSchedules
from parlons.application.work.forget_work import ForgetWork
from parlons.application.work.list_work import ListWork
from parlons.application.work.queues import FORGET_WORK, RECOUNT_PATH, SCHEDULES
from parlons.application.work.reap_work import ReapWork
from parlons.application.work.relay_work import RelayWork
from parlons.application.work.replay_work import ReplayWork
from parlons.application.work.retry_work import RetryWork
from parlons.application.work.run_work_item import RunWorkItem
from parlons.application.work.view_work import ViewWork
from parlons.application.work.work_desk import WorkDesk
from parlons.application.work.work_drain import WorkDrain

__all__ = ["Container", "Settings", "SettingsError", "settings_from"]

P = providers.Provider


def _where(carrier: str) -> str:
    """Say where work is done: in memory, by whoever makes it."""
    return "here" if carrier == "memory" else "elsewhere"


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


class Road(Adapters):
    """What happens, who hears of it, and how work gets done."""

    make = factories(vars(), Adapters)

    doorbell = providers.ThreadSafeSingleton(Doorbell)
    work_drain = providers.ThreadSafeSingleton(WorkDrain, Adapters.dispatcher)
    on_work = providers.Selector(
        providers.Callable(_where, Adapters.carrier), here=work_drain, elsewhere=doorbell
    )
    work_desk = make(WorkDesk)

    progress_consumer = make(ProgressConsumer)
    xp_consumer = make(XpConsumer)
    achievement_consumer = make(AchievementConsumer)
    consumers = providers.List(
        progress_consumer, xp_consumer, achievement_consumer, make(InsightsConsumer)
    )
    publisher = make(
        Publisher,
        subscriptions=providers.ThreadSafeSingleton(subscriptions, consumers),
        desk=work_desk,
    )
    progress_delivery = make(EventDelivery, consumer=progress_consumer)

    jobs = providers.Dict({FORGET_WORK: make(ForgetWork), RECOUNT_PATH: make(RecountPath)})
    queues = providers.Callable(queues_of, consumers)
    chance = providers.Object(random)
    lease = Adapters.settings.provided.lease
    run_work_item = make(
        RunWorkItem,
        handlers=providers.Callable(handlers, consumers, publisher, jobs),
        owner=Adapters.process_name,
    )
    relay_work = make(
        RelayWork, in_flight=Adapters.settings.provided.work_in_flight, lost_after=lease
    )
    reap_work = make(ReapWork)
    fire_schedules = make(FireSchedules, desk=work_desk, schedules=providers.Object(SCHEDULES))

    list_work = make(ListWork)
    count_work = make(CountWork)
    view_work = make(ViewWork)
    retry_work = make(RetryWork, desk=work_desk)
    replay_work = make(ReplayWork, desk=work_desk)
    cancel_work = make(CancelWork)
    backfill_consumer = make(BackfillConsumer, desk=work_desk)


# Where there are no workers, whoever makes work does it, and that may make more.
Road.work_drain.add_args(Road.relay_work.provider, Road.run_work_item.provider, Road.queues)


class Learning(Road):
    """Courses, answers, and how far these get a learner."""

    make = factories(vars(), Road)

    gate = make(UnitGate, delivery=Road.progress_delivery)

    list_learning_paths = make(ListLearningPaths)
    view_learning_path = make(ViewLearningPath)
    list_units = make(ListUnits)
    view_unit = make(ViewUnit)
    list_lessons = make(ListLessons)
    view_lesson = make(ViewLesson)
    hear_exercise = make(HearExercise)
    hear_line = make(HearLine)
    spoken_lexicon = providers.ThreadSafeSingleton(SpokenLexicon)
    hear_term = make(HearTerm, lexicon=spoken_lexicon)
    import_course = make(ImportCourse, desk=Road.work_desk)
    set_prerequisites = make(SetPrerequisites, desk=Road.work_desk)

    course_lexicons = providers.ThreadSafeSingleton(CourseLexicons)
    attempt_book = make(AttemptBook, lexicons=course_lexicons)
    answer_exercise = make(AnswerExercise, attempts=attempt_book)
    report_answer = make(ReportAnswer)
    list_answer_reports = make(ListAnswerReports)
    decide_answer_report = make(DecideAnswerReport, lexicons=course_lexicons)

    activity_desk = make(ActivityDesk, attempts=attempt_book, codec=Road.row_codec)
    complete_activity = make(CompleteActivity, desk=activity_desk)
    complete_activities = make(CompleteActivities, desk=activity_desk)
    enrol_in_path = make(EnrolInPath, progress=Road.progress_consumer)
    freeze_day = make(FreezeDay, xp=Road.xp_consumer)
    view_progress = make(ViewProgress)
    view_streak = make(ViewStreak)
    view_xp = make(ViewXp)
    view_achievements = make(ViewAchievements)
    news_hub = providers.ThreadSafeSingleton(NewsHub, Road.unit_of_work)
    follow_news = make(FollowNews, hub=news_hub)
    list_learners = make(ListLearners)
    rebuild_progress = make(
        RebuildProgress,
        progress=Road.progress_consumer,
        xp=Road.xp_consumer,
        achievements=Road.achievement_consumer,
    )


class Container(Learning):
    """Every port and every use case; `Container(cache=fake)` or an override swaps one."""

    make = factories(vars(), Learning)

    register_user = make(RegisterUser)
    log_in = make(LogIn)

    orchestrator = make(
        AIOrchestrator,
        answer_cache=make(AnswerCache, codec=Learning.row_codec),
        model=make(
            TutorModel,
            primary=Learning.llm_client,
            fallback=Learning.course_tutor,
            decoder=Learning.reply_decoder,
        ),
        spending=make(SpendingBook),
    )
    ask_tutor = make(AskTutor)
    stream_tutor_reply = make(StreamTutorReply)
