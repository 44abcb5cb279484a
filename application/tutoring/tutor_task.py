"""What the orchestrator is given to do."""

from attrs import frozen

from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.errors import NotFoundError
from parlons.domain.identity.principal import Principal
from parlons.domain.learning.catalogue import PathSummary
from parlons.domain.tutoring.question import TutorQuestion


@frozen(kw_only=True)
class TutorTask:
    """A question, the course it is about and who asks; `name` is the task's name in the ledger."""

    name: str
    principal: Principal
    question: TutorQuestion
    path: PathSummary

    @property
    def language(self) -> str:
        """The language to answer in."""
        return self.question.language or self.path.source_language


def open_question(
    unit_of_work: IUnitOfWork, principal: Principal, question: TutorQuestion
) -> TutorTask:
    """Find the course a question is about: the one it names, else the first one published.

    Raises `NotFoundError`.
    """
    path = path_of(unit_of_work, question.path_id)
    return TutorTask(name="ask", principal=principal, question=question, path=path)


def path_of(unit_of_work: IUnitOfWork, path_id: int | None) -> PathSummary:
    """Return the path of an id, by default the first one published; raises `NotFoundError`."""
    with unit_of_work.read() as session:
        if path_id is None:
            first = session.catalogue.paths(0, 1)
            path = first[0] if first else None
        else:
            path = session.catalogue.path(path_id)
    if path is None and path_id is None:
        raise NotFoundError("no course is published yet; import one first")
    if path is None:
        raise NotFoundError(f"there is no learning path {path_id}")
    return path
