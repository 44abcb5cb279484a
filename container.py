"""The composition root: which adapter serves which port."""

from dependency_injector import containers, providers

from parlons.adapters import caches, courses, documents, identity, llm, memory, sql, system
from parlons.adapters import speech as speeches
from parlons.adapters import telemetry as telemetries
from parlons.adapters.injection.choice import choice
from parlons.adapters.injection.shared import Shared
from parlons.application.environment import SettingsError, settings_from
from parlons.application.grading.answer_exercise import AnswerExercise
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
from parlons.application.learning.spoken_lexicon import SpokenLexicon
from parlons.application.learning.view_learning_path import ViewLearningPath
from parlons.application.learning.view_lesson import ViewLesson
from parlons.application.learning.view_unit import ViewUnit
from parlons.application.ports.cache_service import ICacheService
from parlons.application.ports.clock import IClock
from parlons.application.ports.codec import ICodec
from parlons.application.ports.course_source import ICourseSource
from parlons.application.ports.id_generator import IIdGenerator
from parlons.application.ports.llm_client import ILLMClient
from parlons.application.ports.password_hasher import IPasswordHasher
from parlons.application.ports.price_list import IPriceList
from parlons.application.ports.reply_decoder import IReplyDecoder
from parlons.application.ports.speech import ISpeech
from parlons.application.ports.telemetry import ITelemetry
from parlons.application.ports.token_issuer import ITokenIssuer
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.settings import Settings
from parlons.application.tutoring.ai_orchestrator import AIOrchestrator
from parlons.application.tutoring.answer_cache import AnswerCache
from parlons.application.tutoring.ask_tutor import AskTutor
from parlons.application.tutoring.settlement import SpendingBook
from parlons.application.tutoring.stream_tutor_reply import StreamTutorReply
from parlons.application.tutoring.tutor_model import TutorModel

__all__ = ["Container", "Settings", "SettingsError", "settings_from"]

P = providers.Provider


class Container(containers.DeclarativeContainer):
    """Every port and every use case; `Container(cache=fake)` or an override swaps one."""

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

    register_user = providers.Factory(
        RegisterUser, unit_of_work, password_hasher, clock, id_generator
    )
    log_in = providers.Factory(LogIn, unit_of_work, password_hasher, token_issuer)

    list_learning_paths = providers.Factory(ListLearningPaths, unit_of_work)
    view_learning_path = providers.Factory(ViewLearningPath, unit_of_work)
    view_unit = providers.Factory(ViewUnit, unit_of_work)
    list_lessons = providers.Factory(ListLessons, unit_of_work)
    view_lesson = providers.Factory(ViewLesson, unit_of_work, speech)
    hear_exercise = providers.Factory(HearExercise, unit_of_work, speech)
    hear_line = providers.Factory(HearLine, unit_of_work, speech)
    spoken_lexicon = providers.ThreadSafeSingleton(SpokenLexicon)
    hear_term = providers.Factory(HearTerm, unit_of_work, speech, spoken_lexicon)
    course_lexicons = providers.ThreadSafeSingleton(CourseLexicons)
    answer_exercise = providers.Factory(
        AnswerExercise, unit_of_work, clock, id_generator, course_lexicons, telemetry
    )
    report_answer = providers.Factory(ReportAnswer, unit_of_work, clock)
    list_answer_reports = providers.Factory(ListAnswerReports, unit_of_work)
    decide_answer_report = providers.Factory(
        DecideAnswerReport, unit_of_work, clock, course_lexicons, telemetry
    )
    import_course = providers.Factory(ImportCourse, unit_of_work, clock, telemetry)

    orchestrator = providers.Factory(
        AIOrchestrator,
        providers.Factory(AnswerCache, cache, row_codec, telemetry),
        providers.Factory(TutorModel, llm_client, course_tutor, reply_decoder, telemetry),
        providers.Factory(SpendingBook, unit_of_work, price_list, clock, id_generator, telemetry),
        telemetry,
    )
    ask_tutor = providers.Factory(AskTutor, unit_of_work, orchestrator)
    stream_tutor_reply = providers.Factory(StreamTutorReply, unit_of_work, orchestrator)
