"""A page for operators and developers."""

from collections.abc import Callable

from parlons.entrypoints.http.endpoint import Endpoint, Exchange
from parlons.entrypoints.http.message import HttpRequest, HttpResponse


class Page(Endpoint):
    """Open to everybody, and no part of the API."""

    method = "GET"

    def __init__(self, name: str, path: str, show: Callable[[HttpRequest], HttpResponse]) -> None:
        self.name = name
        self.path = path
        self._show = show

    def respond(self, exchange: Exchange) -> HttpResponse:
        """Show the page."""
        return self._show(exchange.request)
