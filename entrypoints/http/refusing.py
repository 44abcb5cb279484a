"""From an error to the problem it is."""

import logging
from typing import Final
from urllib.parse import quote

from parlons.application.ports.codec import Fault
from parlons.application.ports.speech import SpeechUnavailableError
from parlons.application.ports.unit_of_work import StorageUnavailableError
from parlons.domain.errors import (
    AuthenticationError,
    ConflictError,
    InvalidInputError,
    NotFoundError,
    PermissionDeniedError,
)
from parlons.domain.learning.unlocking import UnitLockedError
from parlons.entrypoints.http import problem
from parlons.entrypoints.http.authentication import CHALLENGE
from parlons.entrypoints.http.problem import Problem, ProblemKind, Refusal

_KINDS: Final[dict[type[Exception], ProblemKind]] = {
    NotFoundError: problem.NOT_FOUND,
    PermissionDeniedError: problem.PERMISSION_DENIED,
    UnitLockedError: problem.LOCKED,
    ConflictError: problem.CONFLICT,
    SpeechUnavailableError: problem.NO_SOUND,
}

_log = logging.getLogger(__name__)


def refusal_of(error: Exception) -> Refusal:
    """Return how an error is told to the caller; one that nobody foresaw tells nothing but that."""
    match error:
        case Refusal():
            return error
        case InvalidInputError():
            return Refusal(problem.INVALID, str(error), faults=_faults(error))
        case AuthenticationError():
            return Refusal(problem.UNAUTHENTICATED, str(error), headers=(CHALLENGE,))
        case StorageUnavailableError():
            _log.warning("storage_unavailable", extra={"reason": str(error)})
            detail = "the database cannot be used; try again soon"
            return Refusal(problem.UNAVAILABLE, detail, headers=problem.RETRY_SOON)
    for kind, answer in _KINDS.items():
        if isinstance(error, kind):
            unmet = getattr(error, "unmet", ())
            return Refusal(answer, str(error), faults=_faults(error), unmet=unmet)
    _log.error("unexpected_error", exc_info=error)
    return Refusal(problem.UNEXPECTED, "the error is in the server's log under the request's id")


def _faults(error: Exception) -> tuple[Fault, ...]:
    """Point at what an error is about, where it says."""
    pointer = getattr(error, "pointer", None)
    return () if pointer is None else (Fault(pointer, str(error)),)


def problem_of(refusal: Refusal, path: str, request_id: str) -> Problem:
    """Write a refusal as problem details."""
    return Problem(
        type=refusal.kind.type,
        title=refusal.kind.title,
        status=refusal.kind.status,
        detail=refusal.detail,
        instance=quote(path),
        request_id=request_id,
        errors=refusal.faults,
        unmet=refusal.unmet,
    )
