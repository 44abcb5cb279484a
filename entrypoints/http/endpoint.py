"""What answers at an address."""

from abc import abstractmethod
from typing import Protocol

from attrs import frozen

from parlons.entrypoints.http.message import HttpRequest, HttpResponse


@frozen
class Exchange:
    """A request, the numbers in its path, and the id that it goes by in logs."""

    request: HttpRequest
    numbers: tuple[int, ...]
    request_id: str


class Endpoint(Protocol):
    """One method at one path; `name` stands for it in logs and metrics."""

    name: str
    method: str
    path: str

    @abstractmethod
    def respond(self, exchange: Exchange) -> HttpResponse:
        """Answer the request, or raise what `refusal_of` understands."""
