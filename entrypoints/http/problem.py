"""Refusals as problem details (RFC 9457)."""

from datetime import datetime
from typing import Final

from attrs import frozen

from parlons.application.ports.codec import Fault
from parlons.domain.learning.unlocking import UnmetReason
from parlons.entrypoints.http.message import Headers


@frozen(kw_only=True)
class Problem:
    """Why a request was refused.

    `type` tells kinds of problems apart, and leads to their description; `errors` lists every fault
    of the input with its JSON pointer (RFC 6901); `request_id` finds the request in the logs.
    `unmet` tells what is left to do before a unit opens, `resets_at` when a budget begins anew.
    """

    type: str
    title: str
    status: int
    detail: str
    instance: str
    request_id: str
    errors: tuple[Fault, ...] = ()
    unmet: tuple[UnmetReason, ...] = ()
    resets_at: datetime | None = None


@frozen
class ProblemKind:
    """What problems of one type have in common."""

    slug: str
    status: int
    title: str

    @property
    def type(self) -> str:
        """The type, relative to the server: its section in the documentation."""
        return f"/docs#{self.slug}"


MALFORMED: Final = ProblemKind("malformed", 400, "The request cannot be read")
UNAUTHENTICATED: Final = ProblemKind("unauthenticated", 401, "Nobody is logged in")
PERMISSION_DENIED: Final = ProblemKind("permission-denied", 403, "This is not allowed")
LOCKED: Final = ProblemKind("locked", 403, "The unit is locked")
NOT_FOUND: Final = ProblemKind("not-found", 404, "There is no such thing")
UNKNOWN_ADDRESS: Final = ProblemKind("unknown-address", 404, "There is no such address")
NO_SOUND: Final = ProblemKind("no-sound", 404, "There is no sound for this")
METHOD_NOT_ALLOWED: Final = ProblemKind("method-not-allowed", 405, "The address has other methods")
CONFLICT: Final = ProblemKind("conflict", 409, "This contradicts what is stored")
TOO_LARGE: Final = ProblemKind("too-large", 413, "The request is too large")
UNSUPPORTED: Final = ProblemKind("unsupported-media-type", 415, "The body is not JSON")
RANGE_NOT_SATISFIABLE: Final = ProblemKind("range-not-satisfiable", 416, "There are no such bytes")
INVALID: Final = ProblemKind("invalid-input", 422, "The input breaks a rule")
BUDGET: Final = ProblemKind("budget-exhausted", 429, "The budget is used up")
TOO_MANY: Final = ProblemKind("too-many-requests", 429, "This is too much at once")
UNEXPECTED: Final = ProblemKind("unexpected-error", 500, "Something went wrong on the server")
UNAVAILABLE: Final = ProblemKind("unavailable", 503, "The server cannot do this just now")

KINDS: Final = (
    MALFORMED,
    UNAUTHENTICATED,
    PERMISSION_DENIED,
    LOCKED,
    NOT_FOUND,
    UNKNOWN_ADDRESS,
    NO_SOUND,
    METHOD_NOT_ALLOWED,
    CONFLICT,
    TOO_LARGE,
    UNSUPPORTED,
    RANGE_NOT_SATISFIABLE,
    INVALID,
    TOO_MANY,
    BUDGET,
    UNEXPECTED,
    UNAVAILABLE,
)

RETRY_SOON: Final = (("Retry-After", "5"),)
"""Asks the caller to come back in a few seconds."""


class Refusal(Exception):
    """A request is answered with a problem; `detail` is for the caller's eyes."""

    def __init__(
        self,
        kind: ProblemKind,
        detail: str,
        *,
        faults: tuple[Fault, ...] = (),
        unmet: tuple[UnmetReason, ...] = (),
        resets_at: datetime | None = None,
        headers: Headers = (),
    ) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.faults = faults
        self.unmet = unmet
        self.resets_at = resets_at
        self.headers = headers
