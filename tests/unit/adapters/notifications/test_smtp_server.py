import pytest

from parlons.adapters.notifications.smtp_server import SmtpServer


@pytest.mark.parametrize(
    ("url", "host", "port", "user", "password", "in_the_clear"),
    [
        ("smtp://mail.example.org", "mail.example.org", 587, None, "", False),
        ("smtps://mail.example.org/", "mail.example.org", 465, None, "", False),
        ("smtp://localhost?tls=off", "localhost", 25, None, "", True),
        ("smtp://u%40x:p%2F%3A@[::1]:2525", "::1", 2525, "u@x", "p/:", False),
    ],
)
def test_an_address_says_where_and_how(url, host, port, user, password, in_the_clear):
    server = SmtpServer.at(url)
    assert (server.host, server.port) == (host, port)
    assert (server.user, server.password, server.open_) == (user, password, in_the_clear)


@pytest.mark.parametrize(
    "url",
    [
        "http://s3cret@host",
        "smtp://s3cret@",
        "smtp://u:s3cret@host:99999",
        "smtp://u:s3cret@host:x",
        "smtp://u:s3cret@host/path",
        "smtp://u:s3cret@host?tls=on",
        "smtp://u:s3cret@host#part",
        "smtps://host?tls=off&s3cret",
        "smtps://s3cret?tls=off",
        "smtp://[s3cret",
        "smtp://s3cret..org",
        f"smtp://{'s3cret' * 11}.org",
        "smtp://u:s3cret@host?tls=off",
        "smtp://u:s3cret%C3%A9@host",
        "",
    ],
)
def test_what_is_none_is_refused_without_being_repeated(url: str):
    with pytest.raises(ValueError, match=r"must be|tls=off") as failure:
        SmtpServer.at(url)
    assert "s3cret" not in str(failure.value)


def test_a_password_is_not_shown():
    assert "s3cret" not in repr(SmtpServer.at("smtp://s3cret:s3cret@host"))
