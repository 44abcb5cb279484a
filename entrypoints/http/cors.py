"""Which pages of other origins may call the API (Fetch Standard, CORS protocol)."""

from typing import Final

from attrs import frozen

from parlons.entrypoints.http.message import Headers, HttpRequest

_ANY: Final = "*"
_VARY: Final = (("Vary", "Origin"),)
_EXPOSED: Final = (
    "Access-Control-Expose-Headers",
    "Content-Range, ETag, Retry-After, X-Request-Id",
)
_ALLOWED_HEADERS: Final = (
    "Authorization, Content-Type, Idempotency-Key, If-None-Match, If-Range, Last-Event-ID, Range,"
    " X-Request-Id"
)
_MAX_AGE_SECONDS: Final = "600"


@frozen
class Cors:
    """Callers prove who they are by a header, so cookies and the like are never allowed for."""

    origins: frozenset[str]

    def headers(self, request: HttpRequest) -> Headers:
        """What a response tells the browser that asked."""
        if not self.origins:
            return ()
        allowed = self._allowed(request.headers.get("origin"))
        if allowed is None:
            return _VARY
        return (*_VARY, ("Access-Control-Allow-Origin", allowed), _EXPOSED)

    def preflight(self, request: HttpRequest, methods: str) -> Headers:
        """What a browser is told that asks before it sends the request itself."""
        asked = "access-control-request-method" in request.headers
        if not asked or self._allowed(request.headers.get("origin")) is None:
            return ()
        return (
            ("Access-Control-Allow-Methods", methods),
            ("Access-Control-Allow-Headers", _ALLOWED_HEADERS),
            ("Access-Control-Max-Age", _MAX_AGE_SECONDS),
        )

    def _allowed(self, origin: str | None) -> str | None:
        if _ANY in self.origins:
            return _ANY
        return origin if origin in self.origins else None
