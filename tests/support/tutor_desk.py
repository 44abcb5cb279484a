"""Everything that stands around the tutor, from memory, for tests to look at and to break."""

from collections.abc import Iterable

from attrs import Factory, define
from tests.support.small_course import school

from parlons.adapters import documents
from parlons.adapters.caches.in_memory_cache_service import InMemoryCacheService
from parlons.adapters.llm.lexicon_tutor.course_tutor_llm_client import CourseTutorLLMClient
from parlons.adapters.llm.prices.static_price_list import StaticPriceList
from parlons.adapters.llm.scripted_llm_client import Line, ScriptedLLMClient
from parlons.adapters.memory.in_memory_unit_of_work import InMemoryUnitOfWork
from parlons.adapters.system.fixed_clock import FixedClock
from parlons.adapters.system.sequence_id_generator import SequenceIdGenerator
from parlons.adapters.telemetry.in_memory_telemetry import InMemoryTelemetry
from parlons.application.ports.llm_client import ILLMClient
from parlons.application.ports.telemetry import TelemetryEvent
from parlons.application.tutoring.ai_orchestrator import AIOrchestrator
from parlons.application.tutoring.answer_cache import AnswerCache
from parlons.application.tutoring.ask_tutor import AskTutor
from parlons.application.tutoring.settlement import SpendingBook
from parlons.application.tutoring.stream_tutor_reply import StreamTutorReply
from parlons.application.tutoring.tutor_model import TutorModel
from parlons.application.tutoring.tutor_task import TutorTask, open_question
from parlons.domain.identity.principal import Principal
from parlons.domain.tutoring.question import TutorQuestion
from parlons.domain.tutoring.spending import SpendingEntry
from parlons.domain.tutoring.usage import ModelPrice

LEARNER = Principal("a-learner")
PRICE = ModelPrice(input=1_000_000, cached_input=1_000_000, output=10_000_000)
"""A micro-dollar per token of input, ten per token of output."""


@define
class TutorDesk:
    """The small course, and a model that `says` what the test wants."""

    primary: ILLMClient = Factory(ScriptedLLMClient)
    unit_of_work: InMemoryUnitOfWork = Factory(school)
    clock: FixedClock = Factory(FixedClock)
    telemetry: InMemoryTelemetry = Factory(InMemoryTelemetry)
    ids: SequenceIdGenerator = Factory(SequenceIdGenerator)
    cache: InMemoryCacheService = Factory(
        lambda desk: InMemoryCacheService(desk.clock), takes_self=True
    )

    @classmethod
    def says(cls, *lines: Line) -> "TutorDesk":
        return cls(ScriptedLLMClient(lines))

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
    def model(self) -> TutorModel:
        (codec,) = documents.authored_codec()
        (decoder,) = documents.reply_decoder(codec)
        course = CourseTutorLLMClient(self.unit_of_work)
        return TutorModel(self.primary, course, decoder, self.telemetry)

    @property
    def spending(self) -> SpendingBook:
        prices = StaticPriceList({"scripted": PRICE})
        return SpendingBook(self.unit_of_work, prices, self.clock, self.ids, self.telemetry)

    @property
    def orchestrator(self) -> AIOrchestrator:
        return AIOrchestrator(self.answer_cache, self.model, self.spending, self.telemetry)

    @property
    def ask(self) -> AskTutor:
        return AskTutor(self.unit_of_work, self.orchestrator)

    @property
    def stream(self) -> StreamTutorReply:
        return StreamTutorReply(self.unit_of_work, self.orchestrator)

    def task(self, text: str = "What does bonsoir mean?", **asked: object) -> TutorTask:
        question = TutorQuestion(text=text, **asked)
        return open_question(self.unit_of_work, LEARNER, question)

    @property
    def ledger(self) -> list[SpendingEntry]:
        """What the learner spent, in the order it was spent."""
        with self.unit_of_work.read() as session:
            return list(reversed(session.spending.latest(LEARNER.user_id, 100)))

    def told(self, kind: type[TelemetryEvent]) -> Iterable[TelemetryEvent]:
        """The events of a kind that were recorded."""
        return [event for event in self.telemetry.events if isinstance(event, kind)]
