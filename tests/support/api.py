"""The API without a web framework: requests to a dispatcher, as one caller."""

import io
from collections.abc import Iterable
from typing import Any

import orjson
from attrs import field, frozen

from parlons.container import Container, Settings
from parlons.domain.identity.principal import Principal
from parlons.domain.identity.role import Role
from parlons.entrypoints.http.dispatcher import Dispatcher
from parlons.entrypoints.http.message import HttpRequest, HttpResponse, Readable

SECRET = "long enough for any algorithm " * 3


@frozen
class Reply:
    """A response, read to its end."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return orjson.loads(self.body)


@frozen
class Api:
    """Sends requests with somebody's token, or with none."""

    dispatcher: Dispatcher
    token: str | None = field(default=None, repr=False)

    def send(self, method: str, path: str, *, json: Any = None, **more: Any) -> Reply:
        return read(self.open(method, path, json=json, **more))

    def open(
        self,
        method: str,
        path: str,
        *,
        json: Any = None,
        body: bytes | Readable = b"",
        headers: dict[str, str] | None = None,
    ) -> HttpResponse:
        """Send a request and leave the response's body to be read."""
        sent = {} if self.token is None else {"authorization": f"Bearer {self.token}"}
        if json is not None:
            sent["content-type"] = "application/json"
            body = orjson.dumps(json)
        route, _, query = path.partition("?")
        stream = io.BytesIO(body) if isinstance(body, bytes) else body
        return self.dispatcher.handle(
            HttpRequest(method, route, query, sent | (headers or {}), stream)
        )


def read(response: HttpResponse) -> Reply:
    chunks: Iterable[bytes] = [response.body] if isinstance(response.body, bytes) else response.body
    body = b"".join(chunks)
    response.sent()
    return Reply(response.status, {name.lower(): value for name, value in response.headers}, body)


def token(container: Container, user_id: str = "ada", role: Role = Role.LEARNER) -> str:
    """An access token of this installation for somebody who need not have an account."""
    return container.token_issuer().issue(Principal(user_id, frozenset({role}))).token


def settings(**changes: Any) -> Settings:
    """Settings in memory that leave no key in anybody's home."""
    return Settings.in_memory(**{"token_secret": SECRET, **changes})
