"""What answers at an address."""

from abc import abstractmethod
from typing import Protocol, TypeAlias
from uuid import UUID

from attrs import frozen

from parlons.entrypoints.http.message import HttpRequest, HttpResponse

Identifier: TypeAlias = int | UUID | str
"""What a parameter in a path is; a text is the name of something."""


@frozen
class Exchange:
    """A request, what its path names, and the id that it goes by in logs."""

    request: HttpRequest
    identifiers: tuple[Identifier, ...]
    request_id: str


class Endpoint(Protocol):
    """One method at one path; `name` stands for it in logs and metrics.

    `identifiers` are the types of the parameters in the path, in their order.
    """

    name: str
    method: str
    path: str
    identifiers: tuple[type[Identifier], ...] = ()

    @abstractmethod
    def respond(self, exchange: Exchange) -> HttpResponse:
        """Answer the request, or raise what `refusal_of` understands."""
