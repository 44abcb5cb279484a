"""The course's own tutor."""

from collections.abc import Generator
from typing import Final

from attrs import define, field

from parlons.adapters.llm.lexicon_tutor.answer import Answer, unknown
from parlons.adapters.llm.lexicon_tutor.course.course_book import CourseBook, open_book
from parlons.adapters.llm.lexicon_tutor.reading.question import Question, questions
from parlons.adapters.llm.lexicon_tutor.shapes.all_shapes import best_answer
from parlons.adapters.llm.lexicon_tutor.wording import replies
from parlons.application.learning.per_edition import PerEdition
from parlons.application.ports.llm_client import ILLMClient, LLMUnavailableError
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.tutoring.completion import (
    COURSE_MODEL,
    Completion,
    CompletionRequest,
    TextDelta,
)
from parlons.domain.tutoring.reply import ReplySource
from parlons.domain.tutoring.usage import ModelCall, TokenUsage

_FREE: Final = ModelCall(model=COURSE_MODEL, usage=TokenUsage())


@define
class CourseTutorLLMClient(ILLMClient):
    """Answers from the words and notes of the course, and never says what the course does not.

    It answers English questions in English and French ones in French. The course is read once per
    edition.
    """

    unit_of_work: IUnitOfWork
    _books: PerEdition[CourseBook] = field(factory=PerEdition, init=False, repr=False)

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
        book = self._book(request.path_id)
        asked = [*questions(request.question)]
        found = _answer(asked, book)
        if found.known:
            text, units = replies.stated(found), found.units
        else:
            text, units = replies.not_known(found, book, asked[-1] if asked else None), ()
        return Completion(text=text, call=_FREE, references=units, answered=found.known)

    def stream(self, request: CompletionRequest) -> Generator[TextDelta | Completion, None, None]:
        """Yield the answer in one piece, and then as a whole."""
        completion = self.complete(request)
        yield TextDelta(completion.text)
        yield completion

    def _book(self, path_id: int) -> CourseBook:
        with self.unit_of_work.read() as session:
            path = session.catalogue.path(path_id)
            if path is None:
                raise LLMUnavailableError(f"there is no learning path {path_id}")
            edition = path.version, path.updated_at
            return self._books.get(path.id, edition, lambda: open_book(session.catalogue, path))


def _answer(asked: list[Question], book: CourseBook) -> Answer:
    """Return the best answer, or say why there is none."""
    if not asked:
        return unknown("en", replies.phrases_in("en").nothing_found)
    question = asked[-1]
    phrases = replies.phrases_in(question.language)
    if strange := replies.strange_languages(question, book):
        return unknown(question.language, replies.no_languages(phrases, book, strange))
    return best_answer(asked, book)
