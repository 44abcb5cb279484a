"""Everything that stands around the tutor, from memory, for tests to look at and to break."""

from attrs import Factory, define
from tests.support.purse import LEARNER, PRICES, Purse
from tests.support.small_course import school

from parlons.adapters import documents
from parlons.adapters.caches.in_memory_cache_service import InMemoryCacheService
from parlons.adapters.llm.lexicon_tutor.course_tutor_llm_client import CourseTutorLLMClient
from parlons.adapters.llm.scripted_llm_client import Line, ScriptedLLMClient
from parlons.adapters.memory.in_memory_unit_of_work import InMemoryUnitOfWork
from parlons.adapters.rate_limits.in_memory_rate_limiter import InMemoryRateLimiter
from parlons.application.ports.llm_client import ILLMClient
from parlons.application.ports.models import IModels
from parlons.application.spending.admission import Admission
from parlons.application.spending.load_watch import LoadWatch
from parlons.application.tutoring.ai_orchestrator import AIOrchestrator
from parlons.application.tutoring.answer_cache import AnswerCache
from parlons.application.tutoring.ask_tutor import AskTutor
from parlons.application.tutoring.model_ladder import ModelLadder
from parlons.application.tutoring.retries import Pauses
from parlons.application.tutoring.stream_tutor_reply import StreamTutorReply
from parlons.application.tutoring.tutor_task import TutorTask, open_question
from parlons.domain.tutoring.question import TutorQuestion

__all__ = ["LEARNER", "PRICES", "Rungs", "TutorDesk"]


@define
class Rungs(IModels):
    """The same models for every plan."""

    clients: tuple[ILLMClient, ...]

    def ladder(self, names: object) -> tuple[ILLMClient, ...]:
        return self.clients


@define
class TutorDesk(Purse):
    """The small course, and models that `say` what the test wants."""

    primary: ILLMClient = Factory(ScriptedLLMClient)
    others: tuple[ILLMClient, ...] = ()
    unit_of_work: InMemoryUnitOfWork = Factory(school)
    limiter: InMemoryRateLimiter = Factory(InMemoryRateLimiter)
    course_unit_of_work: InMemoryUnitOfWork | None = None
    slept: list[float] = Factory(list)
    cache: InMemoryCacheService = Factory(
        lambda desk: InMemoryCacheService(desk.clock), takes_self=True
    )

    @classmethod
    def says(cls, *lines: Line) -> "TutorDesk":
        return cls(primary=ScriptedLLMClient(lines))

    @property
    def asked(self) -> int:
        """How often the scripted model was asked."""
        assert isinstance(self.primary, ScriptedLLMClient)
        return len(self.primary.requests)

    @property
    def answer_cache(self) -> AnswerCache:
        (codec,) = documents.row_codec()
        return AnswerCache(self.cache, codec, self.telemetry)

    @property
    def ladder(self) -> ModelLadder:
        (codec,) = documents.authored_codec()
        (decoder,) = documents.reply_decoder(codec)
        return ModelLadder(
            Rungs((self.primary, *self.others)),
            self.desk,
            decoder,
            Pauses(2, 30.0, lambda _low, high: high),
            self.telemetry,
            self.slept.append,
        )

    @property
    def orchestrator(self) -> AIOrchestrator:
        watch = LoadWatch(self.unit_of_work, self.allowances, self.clock, self.telemetry, 64)
        return AIOrchestrator(
            Admission(self.limiter, watch, self.clock, self.telemetry),
            self.desk,
            self.answer_cache,
            self.ladder,
            CourseTutorLLMClient(self.course_unit_of_work or self.unit_of_work),
            self.telemetry,
        )

    @property
    def ask(self) -> AskTutor:
        return AskTutor(self.unit_of_work, self.orchestrator)

    @property
    def stream(self) -> StreamTutorReply:
        return StreamTutorReply(self.unit_of_work, self.orchestrator)

    def task(self, text: str = "What does bonsoir mean?", **asked: object) -> TutorTask:
        question = TutorQuestion(text=text, **asked)
        return open_question(self.unit_of_work, LEARNER, question)
