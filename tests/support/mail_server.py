"""A mail server for tests: it takes mail, or misbehaves where it is told to."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Event, Thread
from typing import Any

from attrs import Factory, define, frozen


@frozen
class Mail:
    """What arrived, and the envelope it came in."""

    sender: str
    recipients: list[str]
    lines: list[bytes]
    secure: bool

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(b"\n".join(self.lines) + b"\n", policy=default)


@define
class MailServer:
    """Speaks SMTP at its port; a stage is a command, or `CONNECT`, or `.` once a mail is read.

    At a stage it gives the reply named in `replies` in place of its own, or closes the connection,
    or hangs. `sessions` holds the commands of each connection in turn.
    """

    tls: ssl.SSLContext | None = None
    at_once: bool = False
    extensions: tuple[str, ...] = ("AUTH PLAIN", "8BITMIME", "SMTPUTF8")
    replies: dict[str, str] = Factory(dict)
    closes_at: str | None = None
    hangs_at: str | None = None
    port: int = 0
    mails: list[Mail] = Factory(list)
    sessions: list[list[str]] = Factory(list)
    stopping: Event = Factory(Event)

    @property
    def commands(self) -> list[str]:
        """Those of all connections."""
        return [command for session in self.sessions for command in session]


class _Server(ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 50

    def __init__(self, script: MailServer) -> None:
        self.script = script
        super().__init__(("127.0.0.1", 0), _Session)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Be silent about clients that leave, which is what tests have them do."""


class _Session(StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        self.script = self.server.script
        self.secure = False
        self.commands: list[str] = []
        self.script.sessions.append(self.commands)
        if self.script.at_once:
            self._secure()
        if self._says("CONNECT", "220 localhost"):
            while line := self.rfile.readline():
                if not self._obeys(line.decode().rstrip("\r\n")):
                    break
        if self.secure:
            self.request.close()  # the server knows only the socket that was wrapped

    def _obeys(self, line: str) -> bool:
        self.commands.append(line)
        verb = line.partition(" ")[0].upper()
        if verb == "EHLO":
            return self._says(verb, self._greeting())
        if verb == "STARTTLS":
            return self._says(verb, "220 go on") and self._secure()
        if verb == "AUTH":
            return self._says(verb, "235 welcome")
        if verb == "DATA":
            return self._says(verb, "354 go on") and self._read() and self._says(".", "250 taken")
        if verb == "QUIT":
            return self._says(verb, "221 bye") and False
        return self._says(verb, "250 fine")

    def _greeting(self) -> str:
        offers = [*self.script.extensions]
        if self.script.tls is not None and not self.secure:
            offers.append("STARTTLS")
        lines = ["localhost", *offers]
        last = len(lines) - 1
        return "\r\n".join(f"250{' ' if i == last else '-'}{x}" for i, x in enumerate(lines))

    def _read(self) -> bool:
        if "DATA" in self.script.replies:
            return True
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            lines.append(line.removesuffix(b"\r\n").removeprefix(b"."))
        envelope = [each for each in self.commands if each.startswith(("mail", "rcpt"))]
        sender, *recipients = [each[each.index("<") + 1 : each.index(">")] for each in envelope]
        self.script.mails.append(Mail(sender, recipients, lines, self.secure))
        return True

    def _says(self, stage: str, reply: str) -> bool:
        if stage == self.script.hangs_at:
            self.script.stopping.wait(30)
        if stage in (self.script.hangs_at, self.script.closes_at):
            return False
        self.wfile.write(self.script.replies.get(stage, reply).encode() + b"\r\n")
        return True

    def _secure(self) -> bool:
        assert self.script.tls is not None
        self.request = self.script.tls.wrap_socket(self.request, server_side=True)
        with suppress(OSError):
            self.finish()
        self.setup()
        self.secure = True
        return True


@contextmanager
def mail_server(script: MailServer) -> Iterator[MailServer]:
    """Serve for the time of the block."""
    with _Server(script) as server:
        script.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield script
        finally:
            script.stopping.set()
            server.shutdown()
            thread.join()
