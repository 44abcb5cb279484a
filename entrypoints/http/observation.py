"""What operators see of each request: a line in the log, and metrics."""

import logging
from collections.abc import Callable
from functools import cache
from time import perf_counter
from typing import Final

from attrs import field, frozen
from prometheus_client import Counter, Histogram

from parlons.entrypoints.http.endpoint import Endpoint

_REQUESTS: Final = Counter("parlons_http_requests", "Requests answered.", ("operation", "status"))
_SECONDS: Final = Histogram(
    "parlons_http_request_seconds",
    "Time until a response was ready, or a stream began.",
    ("operation", "status"),
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)

_PROBES: Final = ("/healthz", "/metrics", "/readyz")  # asked every few seconds, by machines

# Not by structlog, so that a program that has not set it up finds nothing on its stdout.
_log = logging.getLogger(__name__)


@frozen
class Observation:
    """Begins when a request has arrived."""

    began: float = field(factory=perf_counter, init=False)

    def end(
        self, endpoint: Endpoint | None, method: str, status: int, request_id: str
    ) -> Callable[[], None]:
        """Stop the watch, and return what takes note of the response once it is sent.

        The address is noted as its template, so that logs and metrics do not grow with what callers
        make up.
        """
        seconds = perf_counter() - self.began
        name, route = (endpoint.name, endpoint.path) if endpoint else ("none", None)

        def note() -> None:
            requests, latency = _metrics(name, status)
            requests.inc()
            latency.observe(seconds)
            line = {"method": method, "route": route, "status": status, "request_id": request_id}
            level = logging.DEBUG if route in _PROBES else logging.INFO
            _log.log(level, "request", extra={**line, "ms": round(seconds * 1000, 2)})

        return note


@cache
def _metrics(operation: str, status: int) -> tuple[Counter, Histogram]:
    return _REQUESTS.labels(operation, str(status)), _SECONDS.labels(operation, str(status))
