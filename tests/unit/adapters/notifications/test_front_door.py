import sys

import pytest
from attrs import define

from parlons.adapters.notifications import notifier
from parlons.adapters.notifications.in_memory_notifier import InMemoryNotifier
from parlons.adapters.notifications.log_notifier import LogNotifier
from parlons.adapters.notifications.several_notifiers import SeveralNotifiers
from parlons.adapters.notifications.smtp_notifier import SmtpNotifier
from parlons.adapters.notifications.webhook_notifier import WebhookNotifier
from parlons.adapters.system.fixed_clock import FixedClock
from parlons.application.environment import SettingsError
from parlons.application.settings import Settings

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
COMPLETE = {
    "smtp_url": "smtp://parlons:s3cret@mail.example.org",
    "mail_from": "parlons@example.org",
    "admin_emails": ("root@example.org",),
    "webhook_url": "https://hooks.example.org/s3cret",
    "webhook_secret": SECRET,
}
CLOCK = FixedClock()

closed: list[str] = []


@define
class Pager(InMemoryNotifier):
    settings: Settings | None = None


def pager(settings: Settings):
    yield Pager(settings=settings)
    closed.append("pager")


@pytest.fixture
def path(mocker):
    """The dotted path of `pager`."""
    mocker.patch.dict(sys.modules, {"outside_notifier": sys.modules[__name__]})
    closed.clear()
    return "outside_notifier:pager"


@pytest.mark.parametrize(
    ("name", "adapter"),
    [
        ("log", LogNotifier),
        ("smtp", SmtpNotifier),
        ("webhook", WebhookNotifier),
        ("memory", InMemoryNotifier),
    ],
)
def test_one_that_is_alone_is_given_as_it_is(name: str, adapter: type):
    (made,) = notifier(Settings(notifiers=(name,), **COMPLETE), CLOCK)
    assert type(made) is adapter


def test_the_settings_reach_the_adapters():
    (several,) = notifier(Settings(notifiers=("smtp", "webhook"), **COMPLETE), CLOCK)
    smtp, webhook = several.notifiers.values()
    assert (smtp.server.host, smtp.sender) == ("mail.example.org", "parlons@example.org")
    assert smtp.administrators == ("root@example.org",)
    assert (webhook.receiver.host, webhook.receiver.target) == ("hooks.example.org", "/s3cret")
    assert len(webhook.key) == 24
    assert smtp.clock is webhook.clock is CLOCK


def test_several_are_told_in_their_order_and_once():
    (several,) = notifier(Settings(notifiers=("memory", "log", "memory")), CLOCK)
    assert isinstance(several, SeveralNotifiers)
    assert list(several.notifiers) == ["memory", "log"]


def test_no_name_is_nobody():
    (nobody,) = notifier(Settings(notifiers=()), CLOCK)
    assert nobody == SeveralNotifiers({})


@pytest.mark.parametrize("names", [(), ("memory",)])
def test_one_that_is_not_ours_is_given_the_settings_and_closed(path: str, names):
    settings = Settings(notifiers=(*names, path))
    opened = notifier(settings, CLOCK)
    made = next(opened)
    outsider = made.notifiers[path] if names else made
    assert isinstance(outsider, Pager)
    assert outsider.settings is settings
    assert not closed
    assert next(opened, None) is None
    assert closed == ["pager"]


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("smtp", "smtp_url"),
        ("smtp", "mail_from"),
        ("webhook", "webhook_url"),
        ("webhook", "webhook_secret"),
    ],
)
def test_what_is_missing_is_named(name: str, missing: str):
    settings = Settings(notifiers=(name,), **COMPLETE | {missing: None})
    told = f"^PARLONS_{missing.upper()} must be set where PARLONS_NOTIFIERS names {name}$"
    with pytest.raises(SettingsError, match=told):
        next(notifier(settings, CLOCK))


@pytest.mark.parametrize(
    ("name", "setting", "value"),
    [
        ("smtp", "smtp_url", "smtp://parlons:s3cret@host:port"),
        ("smtp", "mail_from", "s3cret@exa_mple..org"),
        ("smtp", "admin_emails", ("root@example.org", "<s3cret@example.org>")),
        ("webhook", "webhook_url", "https://parlons:s3cret@host"),
        ("webhook", "webhook_secret", "whsec_" + "s3cret" * 5 + "abc"),
    ],
)
def test_what_is_wrong_is_named_without_its_value(name: str, setting: str, value):
    with pytest.raises(SettingsError, match=f"^PARLONS_{setting.upper()}: must be") as failure:
        next(notifier(Settings(notifiers=(name,), **COMPLETE | {setting: value}), CLOCK))
    assert "s3cret" not in str(failure.value)
