"""From an error to the problem it is."""

import logging
from datetime import timedelta
from typing import Final
from urllib.parse import quote

from parlons.application.ports.codec import Fault
from parlons.application.ports.rate_limiter import RateLimiterUnavailableError
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
from parlons.domain.spending.refusal import LimitReachedError
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

_OUTAGES: Final[dict[type[Exception], tuple[str, str]]] = {
    StorageUnavailableError: (
        "storage_unavailable",
        "the database cannot be used; try again soon",
    ),
    RateLimiterUnavailableError: (
        "rate_limiter_unavailable",
        "it cannot be told how often you asked; try again soon",
    ),
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
        case LimitReachedError():
            return _enough(error)
    for kind, answer in _KINDS.items():
        if isinstance(error, kind):
            unmet = getattr(error, "unmet", ())
            return Refusal(answer, str(error), faults=_faults(error), unmet=unmet)
    return _outage_or_fault(error)


def _outage_or_fault(error: Exception) -> Refusal:
    for outage, (name, detail) in _OUTAGES.items():
        if isinstance(error, outage):
            _log.warning(name, extra={"reason": str(error)})
            return Refusal(problem.UNAVAILABLE, detail, headers=problem.RETRY_SOON)
    _log.error("unexpected_error", exc_info=error)
    return Refusal(problem.UNEXPECTED, "the error is in the server's log under the request's id")


def _enough(error: LimitReachedError) -> Refusal:
    """Say when to come back, in whole seconds (RFC 9110, section 10.2.3)."""
    seconds = max(1, -(-error.retry_after // timedelta(seconds=1)))
    resets_at = getattr(error, "resets_at", None)
    return Refusal(
        problem.TOO_MANY if resets_at is None else problem.BUDGET,
        str(error),
        resets_at=resets_at,
        headers=(("Retry-After", str(seconds)),),
    )


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
        resets_at=refusal.resets_at,
    )
