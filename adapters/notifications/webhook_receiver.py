"""The server that an address of a webhook names."""

import re
import ssl
from collections.abc import Mapping
from contextlib import closing
from http.client import HTTPConnection, HTTPSConnection
from typing import Final
from urllib.parse import urlsplit

from attrs import field, frozen

_FORM: Final = "must be an address like https://host/path, without a user"
_PORTS: Final = {"http": 80, "https": 443}
_PRINTABLE: Final = re.compile(r"[\x21-\x7E]+")


@frozen
class WebhookReceiver:
    """Takes documents at an address; `timeout_seconds` is the longest wait for what comes next."""

    scheme: str
    host: str
    port: int
    target: str = field(repr=False)
    timeout_seconds: float = 10.0
    tls: ssl.SSLContext = field(factory=ssl.create_default_context, repr=False, eq=False)

    @classmethod
    def at(cls, url: str) -> "WebhookReceiver":
        """Read an `https` or `http` address; raises `ValueError`, which does not repeat it."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
            host.encode("idna")  # as connecting will
        except (KeyError, ValueError):
            raise ValueError(_FORM) from None
        if not host or "@" in parts.netloc or not _PRINTABLE.fullmatch(url):
            raise ValueError(_FORM)
        query = f"?{parts.query}" if parts.query else ""
        return cls(parts.scheme, host, port, (parts.path or "/") + query)

    def post(self, body: bytes, headers: Mapping[str, str]) -> int:
        """Return the status of the answer, whatever it is; redirects are not followed.

        Raises `OSError` or `http.client.HTTPException` where there is no answer.
        """
        with closing(self._connection()) as connection:
            connection.request("POST", self.target, body, headers)
            with connection.getresponse() as response:
                return response.status

    def _connection(self) -> HTTPConnection:
        if self.scheme == "http":
            return HTTPConnection(self.host, self.port, timeout=self.timeout_seconds)
        return HTTPSConnection(self.host, self.port, timeout=self.timeout_seconds, context=self.tls)
