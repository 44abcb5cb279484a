"""What can go wrong for a caller."""

from collections.abc import Iterator
from contextlib import contextmanager


class ParlonsError(Exception):
    """A use case or a port refused its task; whoever calls one may want to catch this.

    The message says why, in words that the caller may show unless the class says otherwise.
    `pointer` is the JSON pointer (RFC 6901) of what it is about inside the request, `""` for the
    whole; None where that goes without saying.
    """

    pointer: str | None = None


class NotFoundError(ParlonsError):
    """The thing asked for does not exist, or is not visible to the caller."""


class PermissionDeniedError(ParlonsError):
    """The principal lacks the permission that the use case names."""


class AuthenticationError(ParlonsError):
    """The credentials or the token do not prove who the caller is."""


class ConflictError(ParlonsError):
    """The request contradicts what is stored; nothing was changed."""


class InvalidInputError(ParlonsError):
    """A value breaks a rule of the domain."""

    pointer: str

    def __init__(self, message: str, pointer: str = "") -> None:
        super().__init__(message)
        self.pointer = pointer


@contextmanager
def checking_input(pointer: str = "") -> Iterator[None]:
    """Blame the caller where a value that is made inside the block breaks a rule."""
    try:
        yield
    except ValueError as error:
        raise InvalidInputError(str(error), pointer) from error
