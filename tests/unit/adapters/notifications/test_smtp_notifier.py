import time
from pathlib import Path

import pytest
from attrs import evolve
from tests.support.certificates import certificate
from tests.support.mail_server import Mail, MailServer, mail_server

from parlons.adapters.notifications.smtp_notifier import SmtpNotifier
from parlons.adapters.notifications.smtp_server import SmtpServer
from parlons.adapters.system.fixed_clock import FixedClock
from parlons.application.ports.notifier import NotifierError
from parlons.entrypoints.testing.contracts.notifier import ADMINISTRATORS, LEARNERS

ADMINS = ("root@example.org", "chief@example.org")
IN_THE_CLEAR = "smtp://localhost:{}?tls=off"
STAGES = ["CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "."]


@pytest.fixture
def server():
    """A mail server that takes everything, without TLS."""
    with mail_server(MailServer()) as server:
        yield server


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory):
    """A certificate for localhost."""
    folder: Path = tmp_path_factory.mktemp("certificate")
    return certificate(folder)


def notifier(server: MailServer, url: str = IN_THE_CLEAR, **changes) -> SmtpNotifier:
    at = evolve(SmtpServer.at(url.format(server.port)), **changes)
    return SmtpNotifier(at, "parlons@example.org", ADMINS, FixedClock())


def sent(server: MailServer, notice) -> Mail:
    notifier(server).notify(notice)
    (mail,) = server.mails
    return mail


def failure(server: MailServer, url: str = IN_THE_CLEAR, **changes) -> str:
    with pytest.raises(NotifierError) as raised:
        notifier(server, url, **changes).notify(LEARNERS)
    return str(raised.value)


def test_a_learner_is_mailed_at_their_address(server: MailServer):
    mail = sent(server, LEARNERS)
    assert (mail.sender, mail.recipients) == ("parlons@example.org", ["ada@example.org"])
    message = mail.message
    assert message["To"] == "ada@example.org"
    assert message["From"] == "parlons@example.org"
    assert message["Subject"] == LEARNERS.subject
    assert message["Date"] == "Thu, 01 Jan 2026 00:00:00 +0000"
    assert message.get_content_type() == "text/plain"
    assert message.get_content() == LEARNERS.text + "\n"


def test_administrators_are_mailed_at_theirs(server: MailServer):
    mail = sent(server, ADMINISTRATORS)
    assert mail.recipients == list(ADMINS)
    assert mail.message["To"] == ", ".join(ADMINS)


def test_who_has_no_address_is_not_mailed(server: MailServer):
    notifier(server).notify(evolve(LEARNERS, email=None))
    evolve(notifier(server), administrators=()).notify(ADMINISTRATORS)
    assert server.sessions == []


def test_a_subject_of_several_lines_begins_no_header(server: MailServer):
    notice = evolve(LEARNERS, subject="a\r\nBcc: eve@example.org\n\nbody\x85c\u2028X-D: e")
    mail = sent(server, notice)
    assert mail.recipients == ["ada@example.org"]
    assert mail.message["Subject"] == "a Bcc: eve@example.org body c X-D: e"
    assert {"Bcc", "X-D"} & set(mail.message.keys()) == set()


@pytest.mark.parametrize(
    "words", ["=?utf-8?q?a=0ABcc:_eve@example.org?=", "é =?utf-8?b?CkJjYzogZXZlQGV4YW1wbGUub3Jn?="]
)
def test_neither_does_one_whose_encoded_words_hold_line_ends(server: MailServer, words: str):
    mail = sent(server, evolve(LEARNERS, subject=words))
    assert mail.message["Subject"] == words.replace("=?", "= ?")
    assert mail.message["Auto-Submitted"] == "auto-generated"
    assert "Bcc" not in mail.message


@pytest.mark.parametrize(
    "address",
    ["ada@example.org\r\nBcc: eve@example.org", "ada@example.org, eve@example.org", "ada", "",
     "<ada@example.org>", "ada@", "@example.org", "ada@exa mple.org", "ada@example.org>\r\nDATA",
     "ada@-é-..org", "ada@example.org SIZE=1", "=?utf-8?q?a=0ABcc:_eve?=@example.org"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused_without_being_repeated(server: MailServer, address):
    with pytest.raises(NotifierError, match="an address that no mail can go to"):
        notifier(server).notify(evolve(LEARNERS, email=address))
    assert server.sessions == []


@pytest.mark.parametrize(
    ("address", "envelope"),
    [
        ("zoé@example.org", "zoé@example.org"),
        ("ada@exämple.org", "ada@xn--exmple-cua.org"),
        ("a,b@example.org", '"a,b"@example.org'),
    ],
)
def test_unusual_addresses_get_their_mail(server: MailServer, address: str, envelope: str):
    assert sent(server, evolve(LEARNERS, email=address)).recipients == [envelope]


def test_a_server_that_knows_ascii_alone_is_not_sent_other_addresses(server: MailServer):
    server.extensions = ()
    with pytest.raises(NotifierError, match="SMTPUTF8"):
        notifier(server).notify(evolve(LEARNERS, email="zoé@example.org"))


def test_other_letters_and_long_lines_arrive_as_ascii(server: MailServer):
    notice = evolve(LEARNERS, subject="Été 鍵 🔑", text="Nîmes 鍵 🔑 " * 800)
    mail = sent(server, notice)
    assert b"".join(mail.lines).isascii()
    assert max(map(len, mail.lines)) < 1000
    assert mail.message["Subject"] == notice.subject
    assert mail.message.get_content() == notice.text + "\n"


def test_a_notice_that_comes_again_has_the_same_message_id(server: MailServer):
    for notice in (LEARNERS, LEARNERS, ADMINISTRATORS):
        notifier(server).notify(notice)
    first, again, other = (mail.message["Message-ID"] for mail in server.mails)
    assert first == again != other
    assert first.endswith("@example.org>")


@pytest.mark.parametrize("stage", STAGES)
def test_a_server_that_closes_has_not_taken_it(server: MailServer, stage: str):
    server.closes_at = stage
    assert failure(server).startswith("the mail server did not take it: ")


@pytest.mark.parametrize("stage", STAGES)
def test_a_server_that_hangs_is_left(server: MailServer, stage: str):
    server.hangs_at = stage
    started = time.monotonic()
    assert "timed out" in failure(server, timeout_seconds=0.2)
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("stage", ["CONNECT", "MAIL", "DATA", "."])
def test_a_refusal_is_told_by_its_code(server: MailServer, stage: str):
    server.replies[stage] = "554 ada@example.org: go away"
    assert failure(server) == "the mail server refused it with code 554"


def test_a_farewell_that_fails_comes_after_the_mail(server: MailServer):
    server.replies["QUIT"] = "421 overloaded"
    sent(server, LEARNERS)


@pytest.mark.parametrize("stage", ["hangs_at", "closes_at"])
def test_so_does_one_that_never_comes(server: MailServer, stage: str):
    setattr(server, stage, "QUIT")
    notifier(server, timeout_seconds=0.2).notify(LEARNERS)
    assert len(server.mails) == 1


def test_nobody_at_the_port_is_told(server: MailServer):
    assert "refused" in failure(server, port=1)


@pytest.mark.parametrize("at_once", [True, False], ids=["smtps", "starttls"])
def test_user_password_and_mail_go_over_tls(certified, at_once: bool):
    url = ("smtps" if at_once else "smtp") + "://parlons:s%3Acret@localhost:{}"
    with mail_server(MailServer(certified.server, at_once)) as server:
        notifier(server, url, tls=certified.client).notify(LEARNERS)
    (commands,) = server.sessions
    assert [mail.secure for mail in server.mails] == [True]
    login = next(each for each in commands if each.startswith("AUTH"))
    assert login == "AUTH PLAIN AHBhcmxvbnMAczpjcmV0"  # \0parlons\0s:cret
    if not at_once:
        assert commands.index("STARTTLS") < commands.index(login)


@pytest.mark.parametrize("at_once", [True, False], ids=["smtps", "starttls"])
def test_a_certificate_that_nobody_vouches_for_is_refused(certified, at_once: bool):
    url = ("smtps" if at_once else "smtp") + "://parlons:secret@localhost:{}"
    with mail_server(MailServer(certified.server, at_once)) as server:
        assert "secret" not in failure(server, url)
    assert not any(each.startswith("AUTH") for each in server.commands)


def test_nothing_is_sent_in_the_clear_where_starttls_is_not_offered(server: MailServer):
    told = failure(server, "smtp://parlons:secret@localhost:{}")
    assert "STARTTLS" in told
    assert "secret" not in told
    assert not any(each.startswith(("AUTH", "mail")) for each in server.commands)


def test_a_wrong_password_is_not_repeated(certified):
    script = MailServer(certified.server, at_once=True)
    script.replies["AUTH"] = "535 parlons:secret is wrong"
    with mail_server(script) as server:
        told = failure(server, "smtps://parlons:secret@localhost:{}", tls=certified.client)
    assert told == "the mail server refused it with code 535"


def test_some_addresses_refused_are_a_failure_that_names_none(server: MailServer, mocker):
    mocker.patch("smtplib.SMTP.send_message", return_value={"root@example.org": (550, b"no")})
    with pytest.raises(NotifierError, match=r"^the mail server refused 1 of the addresses$"):
        notifier(server).notify(ADMINISTRATORS)
