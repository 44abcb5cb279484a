"""The mail server that an address names."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from smtplib import SMTP, SMTP_SSL
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from attrs import field, frozen

_FORM: Final = "must be an address like smtp://user:password@host:587 or smtps://..."
_OPTIONS: Final = {"": False, "tls=off": True}
_PORTS: Final = {("smtp", False): 587, ("smtp", True): 25, ("smtps", False): 465}


@frozen
class SmtpServer:
    """A mail server and the way in: `smtps` is TLS at once, `smtp` is TLS after STARTTLS.

    Only `smtp` that is `open_` goes without TLS, and then without a password. `timeout_seconds` is
    the longest wait for any one reply.
    """

    scheme: str
    host: str
    port: int
    user: str | None = field(default=None, repr=False)
    password: str = field(default="", repr=False)
    open_: bool = False
    timeout_seconds: float = 10.0
    tls: ssl.SSLContext = field(factory=ssl.create_default_context, repr=False, eq=False)

    @classmethod
    def at(cls, url: str) -> "SmtpServer":
        """Read `smtp://user:password@host:port` or `smtps://…`, or `smtp://host?tls=off`.

        What is special in a user or a password is percent-encoded. Raises `ValueError`, which does
        not repeat the address.
        """
        parts, port = _split(url)
        open_ = _OPTIONS[parts.query]
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        if open_ and user:
            raise ValueError("tls=off is for servers that ask for no password")
        if not (user + password).isascii():
            raise ValueError("user and password must be ASCII")
        return cls(parts.scheme, parts.hostname or "", port, user or None, password, open_)

    @contextmanager
    def session(self) -> Iterator[SMTP]:
        """Open a connection that is secure and logged in; raises what `smtplib` raises."""
        smtp = self._connect()
        try:
            if self.scheme == "smtp" and not self.open_:
                smtp.starttls(context=self.tls)
            if self.user is not None:
                smtp.login(self.user, self.password)
            yield smtp
            with suppress(OSError):  # the mail is theirs already
                smtp.quit()
        finally:
            smtp.close()

    def _connect(self) -> SMTP:
        if self.scheme == "smtps":
            return SMTP_SSL(self.host, self.port, timeout=self.timeout_seconds, context=self.tls)
        return SMTP(self.host, self.port, timeout=self.timeout_seconds)


def _split(url: str) -> tuple[SplitResult, int]:
    try:
        parts = urlsplit(url)
        kind = (parts.scheme, _OPTIONS[parts.query])
        port = parts.port or _PORTS[kind]
        (parts.hostname or "").encode("idna")  # as connecting will
    except (KeyError, ValueError):
        raise ValueError(_FORM) from None
    if kind not in _PORTS or not parts.hostname or parts.path.strip("/") or parts.fragment:
        raise ValueError(_FORM)
    return parts, port
