"""The course's own tutor."""

from collections.abc import Generator
from typing import Final

from attrs import define, field

from parlons.adapters.llm.lexicon_tutor import wording
from parlons.adapters.llm.lexicon_tutor.languages import primary
from parlons.adapters.llm.lexicon_tutor.phrasebook import Hit, Phrasebook
from parlons.adapters.llm.lexicon_tutor.question_shapes import read_questions
from parlons.application.ports.catalogue import ICatalogue
from parlons.application.ports.llm_client import ILLMClient, LLMUnavailableError
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.learning.catalogue import PathSummary
from parlons.domain.tutoring.completion import (
    COURSE_MODEL,
    Completion,
    CompletionRequest,
    TextDelta,
)
from parlons.domain.tutoring.reply import ReplySource
from parlons.domain.tutoring.usage import ModelCall, TokenUsage

_UNITS_NAMED: Final = 20
_FREE: Final = ModelCall(model=COURSE_MODEL, usage=TokenUsage())


@define
class CourseTutorLLMClient(ILLMClient):
    """Looks words up in the course the chat is about, and never says what the course does not.

    A phrasebook is made once per version of a course.
    """

    unit_of_work: IUnitOfWork
    _books: dict[int, tuple[int, Phrasebook]] = field(factory=dict, init=False, repr=False)

    @property
    def model(self) -> str:
        """What stands for the model that this tutor does not need."""
        return COURSE_MODEL

    @property
    def source(self) -> ReplySource:
        """The course."""
        return ReplySource.COURSE

    def complete(self, request: CompletionRequest) -> Completion:
        """Answer the user's last message."""
        questions = tuple(read_questions(request.question))
        with self.unit_of_work.read() as session:
            path = session.catalogue.path(request.path_id)
            if path is None:
                raise LLMUnavailableError(f"there is no learning path {request.path_id}")
            book = self._book(session.catalogue, path)
            hits = next(filter(None, map(book.look_up, questions)), ())
            if hits:
                return _found(path, hits)
            units = session.catalogue.units(path.id, 0, _UNITS_NAMED)
        asked = questions[0] if questions else None
        return Completion(text=wording.not_found(path, units, asked), call=_FREE)

    def stream(self, request: CompletionRequest) -> Generator[TextDelta | Completion, None, None]:
        """Yield the answer in one piece, and then as a whole."""
        completion = self.complete(request)
        yield TextDelta(completion.text)
        yield completion

    def _book(self, catalogue: ICatalogue, path: PathSummary) -> Phrasebook:
        version, book = self._books.get(path.id, (None, None))
        if book is None or version != path.version:
            languages = primary(path.source_language), primary(path.target_language)
            book = Phrasebook(*languages, catalogue.lexicon(path.id))
            self._books[path.id] = path.version, book
        return book


def _found(path: PathSummary, hits: tuple[Hit, ...]) -> Completion:
    units = dict.fromkeys(hit.found.unit for hit in hits)
    return Completion(text=wording.found(path, hits), call=_FREE, references=tuple(units))
