"""Notices by mail."""

from email.message import EmailMessage
from email.policy import SMTP as MAIL_POLICY
from email.utils import format_datetime
from hashlib import sha256
from smtplib import SMTPNotSupportedError, SMTPResponseException, SMTPServerDisconnected

from attrs import define

from parlons.adapters.notifications.mail_address import mail_address
from parlons.adapters.notifications.smtp_server import SmtpServer
from parlons.application.ports.clock import IClock
from parlons.application.ports.notifier import INotifier, Notice, NotifierError


@define
class SmtpNotifier(INotifier):
    """Mails learners at their own address and administrators at theirs, a connection a notice.

    Whoever has no address is not mailed, which is no error. A notice that comes again has the
    Message-ID it had, by which mail programs recognise it.
    """

    server: SmtpServer
    sender: str
    administrators: tuple[str, ...]
    clock: IClock

    def notify(self, notice: Notice) -> None:
        recipients = self._recipients(notice)
        if recipients:
            mail = self._mail(notice, recipients)
            try:
                self._send(mail)
            except OSError as error:  # what smtplib raises is one, too
                raise NotifierError(f"the mail server {_reason(error)}") from None

    def _recipients(self, notice: Notice) -> tuple[str, ...]:
        if notice.user_id is None:
            return self.administrators
        return () if notice.email is None else (notice.email,)

    def _mail(self, notice: Notice, recipients: tuple[str, ...]) -> EmailMessage:
        sender = mail_address(self.sender)
        mail = EmailMessage(MAIL_POLICY)
        mail["From"] = sender
        try:
            mail["To"] = [mail_address(each) for each in recipients]
        except ValueError:
            raise NotifierError("there is an address that no mail can go to") from None
        mail["Subject"] = _one_line(notice.subject)
        mail["Date"] = format_datetime(self.clock.now())
        mail["Message-ID"] = f"<{sha256(notice.id.encode()).hexdigest()}@{sender.domain}>"
        mail["Auto-Submitted"] = "auto-generated"  # or absent readers would answer (RFC 3834)
        mail.set_content(notice.text, cte="quoted-printable")
        return mail

    def _send(self, mail: EmailMessage) -> None:
        """Send it to those whom `To` names; raises `NotifierError` where some are refused."""
        recipients = [address.addr_spec for address in mail["To"].addresses]
        with self.server.session() as smtp:
            refused = smtp.send_message(mail, to_addrs=recipients)
        if refused:
            raise NotifierError(f"the mail server refused {len(refused)} of the addresses")


def _one_line(text: str) -> str:
    """Return it without what would begin another header: line ends, and words that encode them.

    `email` writes the words of RFC 2047 as what they stand for, be it a line end.
    """
    return " ".join(text.split()).replace("=?", "= ?")


def _reason(error: OSError) -> str:
    """Say what went wrong, without the server's words, in which addresses may be."""
    match error:
        case SMTPResponseException():
            return f"refused it with code {error.smtp_code}"
        case SMTPServerDisconnected() | SMTPNotSupportedError():
            return f"did not take it: {error}"
        case _:
            return f"did not take it: {error.strerror or type(error).__name__}"
